"""What passes with time at the machine's front: the reader, the screen's patience, the session's countdown."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from kiosk_app.controller.board import Board
from kiosk_app.controller.machine_time import MachineTime
from kiosk_app.controller.state import KioskState
from kiosk_app.machine.bank import Card
from kiosk_app.machine.card_reader import CardReader, ReaderEvent, ReaderState
from kiosk_app.machine.patience import AFTER_READER_TIMEOUT, LAST_MINUTES_SECONDS, Patience, patience_of

TICK_SECONDS = 0.1


class Passing(StrEnum):
    """What time brings about."""

    GAVE_UP = "gave_up"
    SESSION_RAN_OUT = "session_ran_out"


@dataclass(frozen=True, slots=True)
class CardRead:
    """The reader has read this card and waits for the host's answer."""

    card: Card


Happening = Passing | CardRead


class Front:
    """Ticks the devices and tells what came of it."""

    def __init__(self, board: Board, time: MachineTime, tell: Callable[[Happening], None]) -> None:
        self._time = time
        self._board = board
        self._tell = tell
        self._reader = CardReader()
        self._patience = Patience()
        self._deadline = 0.0
        self._now = time.now()
        self._screen = board.state.screen
        self._card = Card.APPROVED
        board.observe(self._follow_screen)

    async def run(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            self.tick(self._time.now())

    def tick(self, now: float) -> None:
        """Let machine time pass until `now`, or until the first thing that it brings about.

        When the lab advances by a day, a screen warns before it gives up, and one thing comes after the other.
        """
        seconds = min(now - self._now, self._seconds_to_change())
        self._now += seconds
        self._tick_patience(seconds)  # before the reader, whose next state begins a patience of its own
        self._tick_reader(seconds)
        self._tick_session()

    def start_session(self, left: timedelta) -> None:
        """Count down from the server's own account of the time that is left: the clocks need not agree."""
        self._deadline = self._now + left.total_seconds()
        self._board.update(session_seconds=max(1, round(left.total_seconds())))
        self._count_down()

    def touched(self) -> None:
        self._patience = self._patience.touched()
        self._board.update(warning=self._patience.warning)

    def present(self, card: Card) -> None:
        """Hold a card to the reader; nothing happens while it doesn't wait for one."""
        if self._reader.can(ReaderEvent.CARD_PRESENTED):
            self._card = card
            self.reader_event(ReaderEvent.CARD_PRESENTED)

    def reader_event(self, event: ReaderEvent) -> None:
        """Raises IllegalMove."""
        self._set_reader(self._reader.after(event))

    def cancel_reader(self) -> bool:
        """Take the vend request back; False when the reader is past that point."""
        if self._reader.state is ReaderState.DISABLED:
            return True
        if not self._reader.can(ReaderEvent.CANCELLED):
            return False
        self.reader_event(ReaderEvent.CANCELLED)
        return True

    def _follow_screen(self, state: KioskState) -> None:
        if state.screen is not self._screen:
            self._screen = state.screen
            self._patience = patience_of(state.screen)

    def _set_reader(self, reader: CardReader) -> None:
        moved = reader.state is not self._reader.state
        self._reader = reader
        if not moved:
            return
        self._board.update(reader=reader.state)
        self._patience = patience_of(self._screen)
        if reader.state is ReaderState.AUTHORISING:
            self._tell(CardRead(self._card))
        if reader.state is ReaderState.TIMED_OUT:
            self._patience = AFTER_READER_TIMEOUT

    def _tick_reader(self, seconds: float) -> None:
        self._set_reader(self._reader.tick(seconds))

    def _tick_patience(self, seconds: float) -> None:
        before, self._patience = self._patience, self._patience.tick(seconds)
        self._board.update(warning=self._patience.warning)
        if self._patience.over and not before.over:
            self._tell(Passing.GAVE_UP)

    def _tick_session(self) -> None:
        if self._counts_down:
            self._count_down()
            if self._board.state.seconds_left == 0:
                self._tell(Passing.SESSION_RAN_OUT)

    @property
    def _counts_down(self) -> bool:
        return bool(self._board.state.session_id) and self._board.state.seconds_left > 0

    def _seconds_to_change(self) -> float:
        session = max(0.0, self._deadline - self._now) if self._counts_down else float("inf")
        return min(self._reader.seconds_to_change, self._patience.seconds_to_change, session)

    def _count_down(self) -> None:
        left = max(0, round(self._deadline - self._now))
        self._board.update(seconds_left=left, too_late_to_pay=left < LAST_MINUTES_SECONDS)
