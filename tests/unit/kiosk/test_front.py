"""What time brings about at the machine's front, also when it comes in a lump."""

from datetime import timedelta

import pytest

from kiosk_app.controller.board import Board
from kiosk_app.controller.front import Front, Happening, Passing
from kiosk_app.controller.machine_time import MachineTime
from kiosk_app.controller.state import KioskState
from kiosk_app.machine.card_reader import ReaderEvent, ReaderState
from kiosk_app.machine.screen import Screen

DAY = 24 * 3600.0


class Machine:
    """A front with its board, whose time is set by hand."""

    def __init__(self, screen: Screen) -> None:
        self.told: list[Happening] = []
        self.board = Board(KioskState("VM001", "http://lab.test", screen=Screen.STARTING))
        self.front = Front(self.board, MachineTime(ticks=lambda: 0.0), self.told.append)
        self.board.update(screen=screen, session_id="S1")

    def pass_day(self, ticks: int) -> KioskState:
        """What is on the board so many ticks after a day has passed at once."""
        for _ in range(ticks):
            self.front.tick(DAY)
        return self.board.state


@pytest.fixture
def machine() -> Machine:
    return Machine(Screen.SUMMARY)


def test_a_screen_warns_before_it_gives_up(machine: Machine) -> None:
    assert (machine.pass_day(ticks=1).warning, machine.told) == (20, [])
    machine.pass_day(ticks=1)
    assert machine.told == [Passing.GAVE_UP]


def test_a_screen_gives_up_once(machine: Machine) -> None:
    machine.pass_day(ticks=9)
    assert machine.told == [Passing.GAVE_UP]


def test_a_session_runs_out_once() -> None:
    machine = Machine(Screen.CODE)
    machine.front.start_session(timedelta(minutes=30))
    assert machine.pass_day(ticks=9).seconds_left == 0
    assert machine.told == [Passing.SESSION_RAN_OUT]


def test_the_reader_gives_the_sale_back_before_the_screen_gives_up() -> None:
    machine = Machine(Screen.PAY)
    machine.front.reader_event(ReaderEvent.VEND_REQUESTED)
    assert (machine.pass_day(ticks=1).reader, machine.told) == (ReaderState.TIMED_OUT, [])
    machine.pass_day(ticks=2)
    assert machine.told == [Passing.GAVE_UP]


def test_nothing_passes_while_time_stands_still(machine: Machine) -> None:
    machine.front.start_session(timedelta(minutes=30))
    before = machine.board.state
    machine.front.tick(0.0)
    assert machine.board.state == before


def test_a_touch_takes_the_warning_back(machine: Machine) -> None:
    machine.pass_day(ticks=1)
    machine.front.touched()
    assert machine.board.state.warning is None
