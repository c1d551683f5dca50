"""What passes with time at the machine's front: the reader, the screen's patience, the session's countdown."""

import asyncio
import math
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from kernel.runner import Runner
from kiosk_app.controller.board import Board
from kiosk_app.controller.machine_time import MachineTime
from kiosk_app.controller.state import KioskState
from kiosk_app.machine.bank import Card
from kiosk_app.machine.card_reader import CardReader, ReaderEvent, ReaderState
from kiosk_app.machine.countdown import Countdown
from kiosk_app.machine.patience import AFTER_READER_TIMEOUT, LAST_MINUTES_SECONDS, Patience, patience_of

SHOWN_SECONDS = 0.1
"""Real seconds between two counts on a screen at least: nobody reads faster."""
LONGEST_PAUSE = 0.1
"""Real seconds in which others may act before more time passes."""


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
    """The timed things together, as one: it shows on the board what they are, and tells what came of them."""

    def __init__(
        self, board: Board, time: MachineTime, tell: Callable[[Happening], None], heard: Callable[[], Awaitable[None]]
    ) -> None:
        """`heard` returns when all that was told has been acted upon."""
        self._time = time
        self._board = board
        self._tell = tell
        self._heard = heard
        self._reader = CardReader()
        self._patience = Patience()
        self._session = Countdown(0.0)
        self._screen = board.state.screen
        self._card = Card.APPROVED
        self.runner = Runner(time, self, between=self._let_others_act)
        board.observe(self._follow_screen)

    async def run(self) -> None:
        await self.runner.run()

    @property
    def seconds_to_change(self) -> float:
        """Until something comes about, or until a screen counts one further: ten times a second, at any pace."""
        comes = min(self._reader.seconds_to_change, self._patience.seconds_to_change, self._seconds_of_session)
        return min(comes, max(self._seconds_to_count, SHOWN_SECONDS * self._time.pace))

    def tick(self, seconds: float) -> None:
        self._tick_patience(seconds)  # before the reader, whose next state begins a patience of its own
        self._reader_does(lambda reader: reader.tick(seconds))
        self._tick_session(seconds)

    def start_session(self, left: timedelta) -> None:
        """Count down from the server's own account of the time that is left: the clocks need not agree."""
        with self.runner.at_this_moment():
            self._session = Countdown(left.total_seconds())
            self._board.update(session_seconds=max(1, round(left.total_seconds())))
            self._count_down()

    def touched(self) -> None:
        with self.runner.at_this_moment():
            self._patience = self._patience.touched()
            self._board.update(warning=self._patience.warning)

    def present(self, card: Card) -> None:
        """Hold a card to the reader; nothing happens while it doesn't wait for one."""
        if self._reader.can(ReaderEvent.CARD_PRESENTED):
            self._card = card
            self.reader_event(ReaderEvent.CARD_PRESENTED)

    def reader_event(self, event: ReaderEvent) -> None:
        """Raises IllegalMove."""
        with self.runner.at_this_moment():
            self._reader_does(lambda reader: reader.handle(event))

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
            with self.runner.at_this_moment():
                self._screen = state.screen
                self._patience = patience_of(state.screen)

    def _reader_does(self, deed: Callable[[CardReader], None]) -> None:
        before = self._reader.state
        deed(self._reader)
        if self._reader.state is not before:
            self._show_reader(self._reader.state)

    def _show_reader(self, state: ReaderState) -> None:
        self._board.update(reader=state)
        self._patience = AFTER_READER_TIMEOUT if state is ReaderState.TIMED_OUT else patience_of(self._screen)
        if state is ReaderState.AUTHORISING:
            self._tell(CardRead(self._card))

    def _tick_patience(self, seconds: float) -> None:
        before, self._patience = self._patience, self._patience.tick(seconds)
        self._board.update(warning=self._patience.warning)
        if self._patience.over and not before.over:
            self._tell(Passing.GAVE_UP)

    def _tick_session(self, seconds: float) -> None:
        if self._counts_down:
            self._session = self._session.tick(seconds)
            self._count_down()
            if self._session.is_over:
                self._tell(Passing.SESSION_RAN_OUT)

    @property
    def _counts_down(self) -> bool:
        return bool(self._board.state.session_id) and not self._session.is_over

    @property
    def _seconds_of_session(self) -> float:
        return self._session.left if self._counts_down else math.inf

    @property
    def _seconds_to_count(self) -> float:
        """Until the session's countdown or the warning shows the next second."""
        warning = math.inf if self._patience.warning is None else self._patience.left.seconds_to_next
        return min(warning, self._session.seconds_to_next if self._counts_down else math.inf)

    def _count_down(self) -> None:
        left = self._session.shown
        self._board.update(seconds_left=left, too_late_to_pay=left < LAST_MINUTES_SECONDS)

    async def _let_others_act(self) -> None:
        """More time passes when what it has brought about is acted upon, unless that takes long: the network's time is
        not ours."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_PAUSE):
                await self._heard()
