"""Replacing the whole world between two calls, never in the midst of one.

A call looks the time up, reads, decides and writes. One that did so half in the old world and half in the restored
one would write what never was: a session that begins in the future, a design of a session that doesn't exist.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class StillInUse(Exception):
    """Something under way took too long, and nothing was replaced."""


class World:
    """Shared by all calls, and nobody's but its replacer's while it is replaced; that one goes first."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._is_closed = False

    def enter(self) -> None:
        """Begin a call; waits while the world is being replaced. Follow it with `leave`, in any thread."""
        with self._changed:
            self._changed.wait_for(lambda: not self._is_closed)
            self._inside += 1

    def leave(self) -> None:
        with self._changed:
            self._inside -= 1
            self._changed.notify_all()

    @contextmanager
    def inside(self) -> Iterator[None]:
        """For work of our own that belongs together."""
        self.enter()
        try:
            yield
        finally:
            self.leave()

    @contextmanager
    def replacing(self, patience: float) -> Iterator[None]:
        """Nobody is inside the block's world. Raises StillInUse when somebody is for `patience` seconds more.

        One at a time may do so, and not from inside.
        """
        with self._changed:
            self._is_closed = True
        try:
            with self._changed:
                if not self._changed.wait_for(lambda: self._inside == 0, patience):
                    raise StillInUse
            yield
        finally:
            with self._changed:
                self._is_closed = False
                self._changed.notify_all()
