"""The programs with a share in snapshots: who is connected, and what they are being asked. In memory only."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from backend.base.refusals import Conflict, Rejected
from backend.world.roll_call import RollCall
from contract.hints import Code
from contract.messages.snapshots import PART

CONNECTED = 5.0
"""Seconds of real time after its last poll for which a program counts as connected."""
_PART = re.compile(PART)


class Parts:
    """One backend's. `seconds` is a clock that only counts."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._seen: dict[str, float] = {}
        self._meeting = threading.Lock()
        self._call: RollCall[Any] | None = None
        self._working = threading.Lock()

    def greet(self, part: str) -> None:
        """The program polls, and is therefore connected. Raises Rejected for a name that can't be one."""
        if not _PART.fullmatch(part):
            detail = "part must be kiosk- and a machine id, or station- and an equipment id, such as kiosk-VM001"
            raise Rejected(Code.QUERY_MALFORMED, detail, field="part", received=part[:60], expected=None)
        with self._meeting:
            self._seen[part] = self._seconds()

    def connected(self) -> frozenset[str]:
        """Those who polled lately. The others are forgotten."""
        with self._meeting:
            since = self._seconds() - CONNECTED
            self._seen = {part: seen for part, seen in self._seen.items() if seen >= since}
            return frozenset(self._seen)

    @contextmanager
    def work(self, snapshot: str) -> Iterator[None]:
        """One snapshot at a time is made, restored or removed. Raises Conflict."""
        if not self._working.acquire(blocking=False):
            detail = "Another snapshot is being made, restored or removed: try again when that call has answered"
            raise Conflict(Code.SNAPSHOT_BUSY, detail, snapshot=snapshot)
        try:
            yield
        finally:
            self._working.release()

    @contextmanager
    def calling(self, call: RollCall[Any]) -> Iterator[None]:
        """What programs say inside the block goes to that roll call."""
        self._call = call
        try:
            yield
        finally:
            self._call = None

    def say(self, subject: str, part: str, word: object) -> bool:
        """Whether somebody waits for that word of that program."""
        call = self._call
        return call is not None and call.subject == subject and call.say(part, word)
