"""What time brings about at the machine's front, also when it comes in a lump."""

import math
from datetime import timedelta

import pytest

from kiosk_app.controller.board import Board
from kiosk_app.controller.front import CardRead, Front, Happening, Passing
from kiosk_app.controller.machine_time import MachineTime
from kiosk_app.controller.state import KioskState
from kiosk_app.machine.bank import Card
from kiosk_app.machine.card_reader import ReaderEvent, ReaderState
from kiosk_app.machine.screen import Screen

DAY = 24 * 3600.0


class Machine:
    """A front with its board, whose time is set by hand."""

    def __init__(self, screen: Screen, pace: float = 1.0) -> None:
        self.told: list[Happening] = []
        self.seconds = 0.0
        self.board = Board(KioskState("VM001", "http://lab.test", screen=Screen.STARTING))
        self.front = Front(self.board, MachineTime(pace, lambda: self.seconds), self.told.append, self._heard)
        self.board.update(screen=screen, session_id="S1")

    async def _heard(self) -> None:
        """Nobody acts."""

    def pass_day(self, steps: int) -> KioskState:
        """What is on the board after so many of the things that a day brings about which passes at once."""
        self.seconds = DAY
        for _ in range(steps):
            self.front.runner.step()
        return self.board.state

    def pass_seconds(self, seconds: float) -> KioskState:
        """What is on the board so many seconds later, with everything that they bring about."""
        self.seconds += seconds
        while self.front.runner.step():
            pass
        return self.board.state


@pytest.fixture
def machine() -> Machine:
    return Machine(Screen.SUMMARY)


def test_a_screen_warns_before_it_gives_up(machine: Machine) -> None:
    assert (machine.pass_day(steps=1).warning, machine.told) == (20, [])
    assert (machine.pass_day(steps=1).warning, machine.told) == (19, [])
    machine.pass_day(steps=19)
    assert machine.told == [Passing.GAVE_UP]


def test_a_screen_gives_up_once(machine: Machine) -> None:
    machine.pass_seconds(DAY)
    assert machine.told == [Passing.GAVE_UP]


def test_a_session_runs_out_once() -> None:
    machine = Machine(Screen.CODE)
    machine.front.start_session(timedelta(minutes=30))
    assert machine.pass_seconds(DAY).seconds_left == 0
    assert machine.told == [Passing.SESSION_RAN_OUT]


def test_the_reader_gives_the_sale_back_before_the_screen_gives_up() -> None:
    machine = Machine(Screen.PAY)
    machine.front.reader_event(ReaderEvent.VEND_REQUESTED)
    assert (machine.pass_day(steps=1).reader, machine.told) == (ReaderState.TIMED_OUT, [])
    machine.pass_seconds(DAY)
    assert machine.told == [Passing.GAVE_UP]


def test_a_card_is_told_when_it_has_been_read() -> None:
    machine = Machine(Screen.PAY)
    machine.front.reader_event(ReaderEvent.VEND_REQUESTED)
    machine.front.present(Card.DECLINED)
    assert (machine.pass_seconds(0.8).reader, machine.told) == (ReaderState.READING, [])
    assert (machine.pass_seconds(0.1).reader, machine.told) == (ReaderState.AUTHORISING, [CardRead(Card.DECLINED)])


@pytest.mark.parametrize(("seconds", "shown"), [(0.0, 1800), (0.5, 1800), (1.0, 1799), (1620.0, 180), (1800.0, 0)])
def test_a_session_counts_down_its_seconds(seconds: float, shown: int) -> None:
    machine = Machine(Screen.CODE)
    machine.front.start_session(timedelta(minutes=30))
    assert machine.pass_seconds(seconds).seconds_left == shown


def test_nothing_is_due_before_the_next_second_on_the_screen() -> None:
    machine = Machine(Screen.CODE)
    assert machine.front.seconds_to_change == math.inf
    machine.front.start_session(timedelta(minutes=30))
    assert machine.front.seconds_to_change == 1.0


def test_at_a_great_pace_a_screen_counts_ten_times_a_second() -> None:
    machine = Machine(Screen.CODE, pace=1000)
    machine.front.start_session(timedelta(minutes=30))
    assert machine.front.seconds_to_change == 100.0


def test_nothing_passes_while_time_stands_still(machine: Machine) -> None:
    machine.front.start_session(timedelta(minutes=30))
    before = machine.board.state
    assert machine.pass_seconds(0.0) == before


def test_a_touch_takes_the_warning_back(machine: Machine) -> None:
    machine.pass_seconds(110)
    assert machine.board.state.warning == 10
    machine.front.touched()
    assert machine.board.state.warning is None
    assert machine.front.seconds_to_change == 100.0
