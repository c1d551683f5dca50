"""Which foreign pictures somebody wants, and what has become of them: who asks is never held up by a stranger's server.

A picture that is there lies among the kept files; here is what isn't there, and why.
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from backend.outbound.foreign_artwork import Unavailable, shown
from backend.world.kept_files import Key
from contract.finding import Finding
from contract.hints import Code

MOST_WAITING = 100
"""Pictures that wait to be fetched. Another one is taken on when it is asked for again."""
MOST_FAILURES = 1000
REST = 60.0
"""Seconds of real time in which a picture that couldn't be had isn't tried again."""
ASK_AGAIN = 2
"""Seconds after which a picture that is being fetched may be there."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture for the order `key.place`, over a face of (width, height) mm."""

    key: Key
    url: str
    face_mm: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Failure:
    unavailable: Unavailable
    until: float


class WantedPictures:
    """Asked by calls, worked off by whoever fetches."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: OrderedDict[Key, Wanted] = OrderedDict()
        self._under_way: set[Key] = set()
        self._failures: OrderedDict[Key, _Failure] = OrderedDict()
        self._on_wanted: Callable[[], object] = _nobody

    @contextmanager
    def told(self, on_wanted: Callable[[], object]) -> Iterator[None]:
        """Within the block it is called whenever there is something to `take`. It must not take long, nor raise."""
        with self._lock:
            self._on_wanted = on_wanted
        try:
            yield
        finally:
            with self._lock:
                self._on_wanted = _nobody

    def ask(self, wanted: Wanted) -> Finding:
        """Why it isn't there yet, and when to ask again; it will be fetched, unless it failed a moment ago."""
        now = time.monotonic()
        with self._lock:
            failure = self._failures.get(wanted.key)
            if failure is not None and failure.until > now:
                return _found(failure.unavailable, wanted.url, math.ceil(failure.until - now))
            self._put(wanted)
            self._on_wanted()
        return Finding(Code.ARTWORK_PENDING, {"url": shown(wanted.url), "retry_after": ASK_AGAIN})

    def take(self) -> Wanted | None:
        """The next one to be fetched; follow it with `done` or `failed`."""
        with self._lock:
            if not self._waiting:
                return None
            key, wanted = self._waiting.popitem(last=False)
            self._under_way.add(key)
            return wanted

    def done(self, wanted: Wanted) -> None:
        """It lies among the kept files."""
        with self._lock:
            self._under_way.discard(wanted.key)

    def failed(self, wanted: Wanted, unavailable: Unavailable) -> None:
        """It is told to whoever asks, and tried again when somebody asks after the rest."""
        with self._lock:
            self._under_way.discard(wanted.key)
            self._failures[wanted.key] = _Failure(unavailable, time.monotonic() + REST)
            while len(self._failures) > MOST_FAILURES:
                self._failures.popitem(last=False)

    def _put(self, wanted: Wanted) -> None:
        self._failures.pop(wanted.key, None)
        is_known = wanted.key in self._under_way or wanted.key in self._waiting
        if not is_known and len(self._waiting) < MOST_WAITING:
            self._waiting[wanted.key] = wanted


def _nobody() -> None:
    """Nobody fetches."""


def _found(unavailable: Unavailable, url: str, retry_after: int) -> Finding:
    return Finding(unavailable.code, {"url": shown(url), "retry_after": retry_after, **unavailable.facts})
