"""How long a client may take: to begin a request, to send it, and to go."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of real time."""

    idle: float = 75.0
    """Without a byte, between two requests."""
    head: float = 60.0
    """For a whole head, from its first byte."""
    silence: float = 30.0
    """Without a byte of a body."""
    body: float = 120.0
    """For a whole body."""
    taking: float = 30.0
    """In which a client takes nothing of an answer."""
    parting: float = 5.0
    """From the last word to the client's."""


class Patience:
    """Watches one thing at a time; costs a request that comes at once nothing but a look."""

    def __init__(self, limits: Limits, on_end: Callable[[], None]) -> None:
        self._limits = limits
        self._on_end = on_end
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._due: float | None = None
        """None while nothing is waited for. The timer may run all the same: it looks again, then."""
        self._is_for_head = False
        self._end_of_body: float | None = None

    def wait_for_request(self) -> None:
        self.stop()
        self._set(self._loop.time() + self._limits.idle)

    def wait_for_head(self) -> None:
        """The limit runs on when it runs already."""
        if not self._is_for_head:
            self.stop()
            self._is_for_head = True
            self._set(self._loop.time() + self._limits.head)

    def wait_for_body(self) -> None:
        """For the next bytes anew, for all of it from the first time on."""
        now = self._loop.time()
        end = self._end_of_body or now + self._limits.body
        self.stop()
        self._end_of_body = end
        self._set(min(now + self._limits.silence, end))

    def wait_for_end(self) -> None:
        self.stop()
        self._set(self._loop.time() + self._limits.parting)

    def stop(self) -> None:
        self._due = self._end_of_body = None
        self._is_for_head = False

    def close(self) -> None:
        self.stop()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _set(self, due: float) -> None:
        self._due = due
        if self._timer is not None and self._timer.when() > due:
            self._timer.cancel()
            self._timer = None
        if self._timer is None:
            self._timer = self._loop.call_at(due, self._look)

    def _look(self) -> None:
        self._timer = None
        if self._due is None:
            return
        if self._due > self._loop.time():
            self._timer = self._loop.call_at(self._due, self._look)
        else:
            self.stop()
            self._on_end()
