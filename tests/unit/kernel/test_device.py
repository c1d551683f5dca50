"""A device: its one door, time in one lump or in many, and what makes an equal one of another."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.device import Memento
from kernel.fault_life import MOVES, FaultEvent, FaultState
from kernel.table import IllegalMove
from tests.unit.kernel.lamp import Lamp, LampSetup, Light, Press

SECONDS = st.floats(0.0, 40.0)
LIGHTS = st.sampled_from(Light)
FRACTIONS = st.floats(0.0, 0.999)


def near(memento: Memento[Light]) -> tuple[Light, object]:
    return memento.state, pytest.approx(memento.fraction, abs=1e-6)


def is_at_a_change(lamp: Lamp) -> bool:
    """On either side of it by less than a sum of floats is wrong."""
    return min(lamp.seconds_to_change, lamp.memento.fraction * 60) < 1e-6


def test_events_move_it() -> None:
    lamp = Lamp()
    lamp.handle(Press.BUTTON)
    assert (lamp.state, lamp.seconds_to_change) == (Light.ON, 60.0)


def test_what_the_table_lacks_is_refused_and_changes_nothing() -> None:
    lamp = Lamp()
    assert not lamp.can(Press.FADED)
    with pytest.raises(IllegalMove):
        lamp.handle(Press.FADED)
    assert lamp.memento == Memento(Light.OFF)


def test_a_state_that_waits_for_somebody_never_ends() -> None:
    lamp = Lamp()
    lamp.tick(1e9)
    assert (lamp.memento, lamp.seconds_to_change) == (Memento(Light.OFF), math.inf)


def test_time_that_one_state_does_not_need_goes_to_the_next() -> None:
    lamp = Lamp(memento=Memento(Light.ON))
    lamp.tick(62.0)
    assert lamp.state is Light.DIMMED
    assert lamp.seconds_to_change == pytest.approx(3.0)


def test_an_event_begins_the_state_anew() -> None:
    lamp = Lamp(memento=Memento(Light.ON, 0.9))
    lamp.handle(Press.BUTTON)
    assert lamp.seconds_to_change == 60.0


def test_another_set_up_is_another_duration() -> None:
    assert Lamp(LampSetup(on=7.0), Memento(Light.ON)).seconds_to_change == 7.0


def test_a_set_up_with_an_unknown_name_is_refused() -> None:
    told = json.loads('{"on": 7.0, "bright": 3.0}')
    with pytest.raises(TypeError, match="bright"):
        LampSetup(**told)


@given(LIGHTS, FRACTIONS, st.lists(SECONDS, max_size=8))
def test_many_ticks_are_one(light: Light, fraction: float, steps: list[float]) -> None:
    at_once, in_steps = Lamp(memento=Memento(light, fraction)), Lamp(memento=Memento(light, fraction))
    at_once.tick(sum(steps))
    for step in steps:
        in_steps.tick(step)
    if not is_at_a_change(at_once):
        assert near(in_steps.memento) == near(at_once.memento)


@given(LIGHTS, FRACTIONS)
def test_it_changes_when_it_says(light: Light, fraction: float) -> None:
    lamp = Lamp(memento=Memento(light, fraction))
    due = lamp.seconds_to_change
    lamp.tick(0.9 * min(due, 100.0))
    assert lamp.state is light
    if due < math.inf:
        lamp.tick(lamp.seconds_to_change)
        assert lamp.state is not light


@given(LIGHTS, st.lists(st.one_of(SECONDS, st.just(Press.BUTTON)), max_size=8), SECONDS)
def test_a_memento_goes_on_as_its_device_does(light: Light, past: list[float | Press], future: float) -> None:
    lamp = Lamp(memento=Memento(light))
    for each in past:
        if isinstance(each, Press):
            lamp.handle(each)
        else:
            lamp.tick(each)
    restored = Lamp(memento=lamp.memento)
    for device in (lamp, restored):
        device.tick(future)
    assert restored.memento == lamp.memento


def test_a_fault_that_is_active_is_repaired_before_it_is_cleared() -> None:
    assert not MOVES.can(FaultState.ACTIVE, FaultEvent.CLEARED)
    assert MOVES.after(MOVES.after(FaultState.ACTIVE, FaultEvent.REPAIRED), FaultEvent.CLEARED) is FaultState.NEVER
