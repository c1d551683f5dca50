"""Calls that wait for something to happen: parked, with nothing of the server's, until it rings or time is over."""

import asyncio
from typing import Protocol

MOST_ASKED = 4
"""Calls that are being asked again at a time: one ring for 200 of them must leave the server its threads."""
PACE = 0.004
"""Seconds between two that are asked again; 200 are through within a second, and take a small part of the server."""


class Parked(Protocol):
    """A call that can wait."""

    def resume(self) -> None:
        """Ask the server again."""

    def turn_away(self) -> None:
        """The gate ends, and nobody will be asked any more."""


class Lot:
    """`rings` counts them. A call belongs to at most one of `_waiting`, `_due` and `_asked`."""

    def __init__(self) -> None:
        self.rings = 0
        self._loop = asyncio.get_running_loop()
        self._waiting: dict[Parked, asyncio.TimerHandle] = {}
        self._due: dict[Parked, None] = {}
        self._asked: set[Parked] = set()
        self._pause: asyncio.TimerHandle | None = None
        self._has_ended = False

    def park(self, call: Parked, seconds: float, rings: int) -> None:
        """At most so many seconds. `rings` were heard when the server was asked: it may have missed what rang since."""
        self.leave(call)
        if self._has_ended:
            call.turn_away()
        elif rings != self.rings:
            self._let_go(call)
        else:
            self._waiting[call] = self._loop.call_later(seconds, self._time_is_over, call)

    def leave(self, call: Parked) -> None:
        """It was answered, or its client has gone. Nothing when it was never here."""
        timer = self._waiting.pop(call, None)
        if timer is not None:
            timer.cancel()
        self._due.pop(call, None)
        if call in self._asked:
            self._asked.discard(call)
            self._ask_next()

    def ring(self) -> None:
        """Something happened. However often, each call is asked once."""
        self.rings += 1
        for timer in self._waiting.values():
            timer.cancel()
        self._due.update(dict.fromkeys(self._waiting))
        self._waiting.clear()
        self._ask_next()

    def end(self) -> None:
        self._has_ended = True
        if self._pause is not None:
            self._pause.cancel()
        parked = [*self._waiting, *self._due]
        for timer in self._waiting.values():
            timer.cancel()
        self._waiting.clear()
        self._due.clear()
        for call in parked:
            call.turn_away()

    def _time_is_over(self, call: Parked) -> None:
        del self._waiting[call]
        self._let_go(call)

    def _let_go(self, call: Parked) -> None:
        self._due[call] = None
        self._ask_next()

    def _ask_next(self) -> None:
        """One, if there is one and it may be asked now; the next follows after a pause, or when one is answered."""
        if self._pause is not None or not self._due or len(self._asked) >= MOST_ASKED:
            return
        call = next(iter(self._due))
        del self._due[call]
        self._asked.add(call)
        self._pause = self._loop.call_later(PACE, self._go_on)
        call.resume()

    def _go_on(self) -> None:
        self._pause = None
        self._ask_next()
