"""What needs a person now: the most urgent thing, and only that."""

from dataclasses import replace

import pytest

from contract.messages.lab import LabOrder
from contract.vocabulary import OrderStatus
from station_app.agent.attention import Attention, Need, Tone, attention
from station_app.agent.state import Halt, Halted, Link, QueueRow, StationState
from station_app.press.queue import Wait, Waiting
from tests.unit.station.fake_lab import order

CALM = StationState("http://lab.test", "CN_DEBUG_01", link=Link.CONNECTED)


def row(number: int, status: OrderStatus, waiting: Waiting | None = None, holder: str | None = None) -> QueueRow:
    return QueueRow(LabOrder.model_validate(order(number)), status, 0, waiting, holder)


PRINTING = row(1, OrderStatus.PRINTING)
STARTING = row(2, OrderStatus.PENDING, Waiting(Wait.STARTING))
LACKING = row(3, OrderStatus.PENDING, Waiting(Wait.NO_BLANK, detail="iPhone 15 Pro"))
HELD = row(4, OrderStatus.PENDING, Waiting(Wait.CLAIMED, detail="other"), holder="other")


@pytest.mark.parametrize(
    ("link", "need"),
    [
        (Link.UNREACHABLE, Need.UNREACHABLE),
        (Link.BROKEN, Need.BROKEN),
        (Link.NO_LAB, Need.NO_LAB),
        (Link.NO_TOKEN, Need.NO_TOKEN),
        (Link.UNKNOWN_EQUIPMENT, Need.UNKNOWN_EQUIPMENT),
        (Link.CONNECTING, Need.CONNECTING),
    ],
)
def test_missing_backend_comes_before_everything(link: Link, need: Need) -> None:
    state = replace(CALM, link=link, paused=True, halted=Halted(Halt.GONE, "o", "Q001"), rows=(LACKING,))
    assert attention(state).need is need


def test_unreachable_backend_says_what_the_press_goes_on_with() -> None:
    state = replace(CALM, link=Link.UNREACHABLE, job=PRINTING)
    assert attention(state) == Attention(Need.UNREACHABLE, Tone.BAD, "http://lab.test", "Q001")


@pytest.mark.parametrize("why", Halt)
def test_stopped_work_comes_before_the_pause(why: Halt) -> None:
    state = replace(CALM, paused=True, halted=Halted(why, "ORDER_1", "Q001", "its sentence"))
    assert attention(state) == Attention(Need(why.value), Tone.BAD, "Q001", "its sentence")


def test_pause_counts_the_waiting() -> None:
    assert attention(replace(CALM, paused=True, rows=(STARTING, LACKING))) == Attention(
        Need.PAUSED, Tone.WARN, waiting=2
    )


def test_missing_blanks_come_before_a_held_order() -> None:
    state = replace(CALM, rows=(HELD, LACKING))
    assert attention(state) == Attention(Need.NO_BLANK, Tone.BAD, "iPhone 15 Pro", waiting=1)


def test_held_order_names_its_holder() -> None:
    assert attention(replace(CALM, rows=(HELD,))) == Attention(Need.HELD, Tone.WARN, "Q004", "other")


def test_held_order_is_no_matter_while_this_station_prints() -> None:
    assert attention(replace(CALM, job=PRINTING, rows=(PRINTING, HELD))).need is Need.PRINTING


def test_work_is_calm() -> None:
    state = replace(CALM, job=PRINTING, rows=(PRINTING, STARTING))
    assert attention(state) == Attention(Need.PRINTING, Tone.CALM, "Q001", waiting=1)


def test_empty_queue_is_calm() -> None:
    assert attention(CALM) == Attention(Need.EMPTY, Tone.CALM)
