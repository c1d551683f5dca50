"""The calls of the last minute, as a storage of flask-limiter's.

The library's own memory starts a thread for almost every call, and searches a window from end to end to find its
oldest call. Here a window is a queue: its oldest call stands first, and a lock keeps two threads apart. It is an array,
since a minute's calls at full speed would be a hundred thousand objects.
"""

import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable

from limits.storage import MemoryStorage

SCHEME = "queues"
MOST_WINDOWS = 10_000
"""Callers at a time, a few MB: whoever makes ids up has a window for each."""
_SECONDS = "d"


class QueuedWindows(MemoryStorage):
    """Moving windows of one length. The counters that it inherits serve other strategies.

    There are so many windows at most: the one goes first whose caller has been silent for longest, so that a flood of
    made-up callers takes none from somebody who calls.

    `now` gives Unix seconds. A clock that is set back empties the windows, rather than to shut callers out.
    """

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 (as the library declares it)

    def __init__(self, uri: str | None = None, *, now: Callable[[], float]) -> None:
        super().__init__(uri)
        self._now = now
        self._windows: OrderedDict[str, array[float]] = OrderedDict()
        self._lock = threading.Lock()
        self._next_sweep = now()

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count a call when there is room for it. Exactly `expiry` seconds later it is forgotten."""
        with self._lock:
            now = self._now()
            if now >= self._next_sweep:
                self._sweep(now, expiry)
            window = self._latest(key)
            _forget(window, now, expiry)
            has_room = len(window) + amount <= limit
            if has_room:
                window.extend([now] * amount)
            return has_room

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:  # noqa: ARG002 (the library's)
        """The moment of the oldest call that still counts, or the present one, and how many count."""
        with self._lock:
            now = self._now()
            window = self._windows.get(key, array(_SECONDS))
            _forget(window, now, expiry)
            return (window[0] if window else now), len(window)

    def clear(self, key: str) -> None:
        with self._lock:
            self._windows.pop(key, None)

    def reset(self) -> int:
        with self._lock:
            cleared = len(self._windows)
            self._windows.clear()
            return cleared

    def _latest(self, key: str) -> "array[float]":
        """The caller's window, old or new, as that of the latest caller."""
        window = self._windows.setdefault(key, array(_SECONDS))
        self._windows.move_to_end(key)
        if len(self._windows) > MOST_WINDOWS:
            self._windows.popitem(last=False)
        return window

    def _sweep(self, now: float, expiry: int) -> None:
        """Once a window's length: drop the windows of callers that no longer call."""
        self._next_sweep = now + expiry
        for key, window in list(self._windows.items()):
            _forget(window, now, expiry)
            if not window:
                del self._windows[key]


def _forget(window: "array[float]", now: float, expiry: int) -> None:
    """Drop what is too old, and what lies in a future that a clock has left again."""
    gone = 0
    for moment in window:
        if now - expiry < moment <= now:
            break
        gone += 1
    del window[:gone]
