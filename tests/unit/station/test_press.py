"""The press: how it obeys, and how time passes through its phases."""

import itertools
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.table import IllegalMove
from station_app.press.press import (
    MOVES,
    ORDER,
    READING_SECONDS,
    SHARE,
    WORKING,
    Phase,
    Press,
    PressEvent,
    PressMemento,
    PressSetup,
)

CASE_SECONDS = 12.0
SETUP = PressSetup(CASE_SECONDS)


def press_in(phase: Phase) -> Press:
    press = Press(SETUP)
    if phase is not Phase.IDLE:
        press.handle(PressEvent.START)
    while press.state is not phase:
        press.handle(PressEvent.PHASE_DONE)
    return press


def started() -> Press:
    return press_in(Phase.LOADING_BLANK)


def test_what_the_press_cannot_do_now_changes_nothing() -> None:
    press = started()
    press.tick(0.1)
    before = press.read()
    with pytest.raises(IllegalMove, match="take is not possible while loading_blank"):
        press.handle(PressEvent.TAKE)
    assert press.read() == before


def test_phases_follow_in_the_order_of_the_trade() -> None:
    assert [MOVES.after(phase, PressEvent.PHASE_DONE) for phase in WORKING] == [*WORKING[1:], Phase.FINISHED]


def test_stop_frees_the_press_in_every_working_phase() -> None:
    assert {MOVES.after(phase, PressEvent.STOP) for phase in WORKING} == {Phase.IDLE}


def test_shares_add_up_to_one_case() -> None:
    assert sum(SHARE.values()) == pytest.approx(1)


def test_case_takes_its_time() -> None:
    press = started()
    press.tick(CASE_SECONDS - 0.001)
    assert not press.has_reached(Phase.FINISHED)
    press.tick(0.002)
    assert press.has_reached(Phase.FINISHED)


def test_double_speed_takes_half_the_time() -> None:
    press = started()
    press.set_speed(2)
    press.tick(CASE_SECONDS / 2 + 0.001)
    assert press.state is Phase.FINISHED


def test_speed_changes_in_the_middle_of_a_case() -> None:
    press = started()
    press.tick(CASE_SECONDS / 2)
    press.set_speed(3)
    assert press.read().seconds_left == pytest.approx(CASE_SECONDS / 6)


@pytest.mark.parametrize("seed", range(20))
def test_uneven_ticks_end_at_the_same_time(seed: int) -> None:
    chance, press, passed = random.Random(seed), started(), 0.0
    while press.state is not Phase.FINISHED:
        step = chance.uniform(0.001, 2.0)
        press.tick(step)
        passed += step
    assert CASE_SECONDS - 1e-6 <= passed < CASE_SECONDS + 2


@pytest.mark.parametrize("seed", range(20))
def test_progress_and_time_left_never_go_back(seed: int) -> None:
    chance, press = random.Random(seed), started()
    readings = [press.read()]
    while press.state is not Phase.FINISHED:
        press.tick(chance.uniform(0.001, 0.5))
        readings.append(press.read())
    assert all(later.progress >= earlier.progress for earlier, later in itertools.pairwise(readings))
    assert all(later.seconds_left < earlier.seconds_left for earlier, later in itertools.pairwise(readings))


@pytest.mark.parametrize("phase", [Phase.LOADING_BLANK, Phase.WHITE, Phase.COLOUR, Phase.VARNISH, Phase.CURING])
def test_progress_stays_below_100_until_nothing_more_is_printed(phase: Phase) -> None:
    press = press_in(phase)
    press.tick(SHARE[phase] * CASE_SECONDS * 0.9999)
    assert press.state is phase
    assert press.read().progress <= 99


@pytest.mark.parametrize("phase", [Phase.UNLOADING, Phase.FINISHED])
def test_progress_is_100_afterwards(phase: Phase) -> None:
    assert press_in(phase).read().progress == 100


def test_idle_press_waits() -> None:
    press = Press(SETUP)
    press.tick(1000)
    assert (press.state, press.read().progress, press.read().seconds_left) == (Phase.IDLE, 0, 0.0)


def test_reached_phases_are_those_up_to_the_present() -> None:
    press = press_in(Phase.COLOUR)
    assert [phase for phase in ORDER if press.has_reached(phase)] == list(ORDER[: ORDER.index(Phase.COLOUR) + 1])


@pytest.mark.parametrize(("case_seconds", "speed"), [(0, 1), (-1, 1), (12, 0), (12, -2)])
def test_times_and_speeds_are_above_zero(case_seconds: float, speed: float) -> None:
    with pytest.raises(ValueError, match=r"above 0|more than 0"):
        Press(PressSetup(case_seconds), PressMemento(speed=speed))


@given(st.sampled_from(Phase), st.lists(st.floats(0, 5), max_size=6))
def test_a_memento_goes_on_as_its_press_does(phase: Phase, steps: list[float]) -> None:
    press = press_in(phase)
    press.set_speed(1.5)
    for step in steps:
        press.tick(step)
    restored = Press(SETUP, press.memento)
    for each in (press, restored):
        each.tick(1.0)
    assert restored.read() == press.read()


@given(st.floats(0, 0.99), st.sampled_from([0.5, 12.0, 600.0]))
def test_what_is_read_stays_until_the_press_says_that_it_changes(part: float, case_seconds: float) -> None:
    press = Press(PressSetup(case_seconds))
    press.handle(PressEvent.START)
    press.tick(case_seconds * part)
    before, due = press.read(), press.seconds_to_change
    press.tick(max(0.0, due - READING_SECONDS) * 0.99)
    assert (press.state, press.read().progress) == (before.phase, before.progress)
    assert math.ceil(press.read().seconds_left - 1e-6) == math.ceil(before.seconds_left - 1e-6)


def test_a_short_phase_is_not_missed() -> None:
    press = Press(PressSetup(0.05))
    press.handle(PressEvent.START)
    assert press.seconds_to_change == pytest.approx(0.05 * SHARE[Phase.LOADING_BLANK])
