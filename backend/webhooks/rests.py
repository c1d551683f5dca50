"""Endpoints that let an attempt run out of time rest before the next one, longer each time; any answer ends that."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

FIRST_REST = 1.0
LONGEST_REST = 60.0
"""Seconds of real time, as an attempt's patience is."""


@dataclass(frozen=True, slots=True)
class _Rest:
    seconds: float
    until: float


class Rests:
    """One courier's. `seconds` is a clock that only counts."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._rests: dict[str, _Rest] = {}

    def note(self, webhook_id: str, has_hung: bool) -> None:
        """What came of an attempt."""
        if not has_hung:
            self._rests.pop(webhook_id, None)
            return
        before = self._rests.get(webhook_id)
        seconds = min(LONGEST_REST, before.seconds * 2) if before else FIRST_REST
        self._rests[webhook_id] = _Rest(seconds, self._seconds() + seconds)

    @property
    def known(self) -> Collection[str]:
        """The endpoints whose last attempt hung."""
        return self._rests.keys()

    def most(self, webhook_id: str, usual: int) -> int:
        """How many attempts it may have at a time: one that hung is tried with one."""
        rest = self._rests.get(webhook_id)
        if rest is None:
            return usual
        return 0 if self._seconds() < rest.until else 1
