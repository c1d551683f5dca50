"""Calls that wait to be written down: so many and so large, and no more."""

import threading
from typing import Generic, Protocol, TypeVar


class Taken(Protocol):
    """A call, or a part of one, as it was taken down."""

    @property
    def size(self) -> int:
        """Bytes of its bodies."""

    @property
    def title(self) -> str:
        """Method and path, for our own log."""


Item = TypeVar("Item", bound=Taken)


class Backlog(Generic[Item]):
    """Filled by every request, emptied by one writer. What finds no room is counted instead."""

    def __init__(self, most_calls: int, most_bytes: int) -> None:
        self._most_calls = most_calls
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._calls: list[Item] = []
        self._bytes = 0
        self._dropped = 0

    def put(self, call: Item) -> None:
        with self._lock:
            if len(self._calls) >= self._most_calls or self._bytes + call.size > self._most_bytes:
                self._dropped += 1
            else:
                self._calls.append(call)
                self._bytes += call.size

    def drop(self, calls: int) -> None:
        """Count calls that could not be written after all."""
        with self._lock:
            self._dropped += calls

    def take(self) -> tuple[list[Item], int]:
        """All that waits, and how many calls were dropped since the last time."""
        with self._lock:
            taken = self._calls, self._dropped
            self._calls, self._bytes, self._dropped = [], 0, 0
        return taken
