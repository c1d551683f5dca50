"""How long a client may take to send a request that it has begun."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of real time."""

    head: float = 60.0
    """For a whole head, from its first byte."""
    silence: float = 30.0
    """Without a byte of a body."""


class Patience:
    """Watches one request at a time; costs a request that comes at once nothing but a look."""

    def __init__(self, limits: Limits, on_end: Callable[[], None]) -> None:
        self._limits = limits
        self._on_end = on_end
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._due = 0.0

    def wait_for_head(self) -> None:
        """The limit runs on when it runs already."""
        if self._timer is None:
            self._due = self._loop.time() + self._limits.head
            self._set_timer()

    def wait_for_body(self) -> None:
        """The limit begins anew."""
        self._due = self._loop.time() + self._limits.silence
        if self._timer is None or self._due < self._timer.when():
            self.stop()
            self._set_timer()

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _set_timer(self) -> None:
        self._timer = self._loop.call_at(self._due, self._look)

    def _look(self) -> None:
        self._timer = None
        if self._due > self._loop.time():
            self._set_timer()
        else:
            self._on_end()
