"""Who may stay when more want in than there is room for: the one that has waited longest leaves."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

logger = logging.getLogger(__name__)
KEPT_FREE = 96
"""Descriptors for everything but connections: databases, files, pipes."""
DESCRIPTORS_EACH = 4
"""Of one connection: its socket, the one to the server, a large body, a large answer."""
SHARE = 0.75
"""Of the room, for one address."""
PAUSE = 60.0
"""Seconds between two lines about it."""


class Guest(Protocol):
    """A connection."""

    def abort(self) -> None: ...


@dataclass(slots=True)
class _Party:
    """Those from one address. Who waits for its own next request is in one of the two, the longest first."""

    size: int = 0
    new: dict[Guest, None] = field(default_factory=dict)
    """They were never answered anything."""
    known: dict[Guest, None] = field(default_factory=dict)

    def longest(self) -> Guest | None:
        return next(iter(self.new), None) or next(iter(self.known), None)


class Room:
    """For `most` connections, of which one address gets its share."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._most_of_one = max(1, int(most * SHARE))
        self._clock = clock
        self._size = 0
        self._parties: dict[str, _Party] = {}
        self._sent_away = 0
        self._said_at: float | None = None

    def enter(self, guest: Guest, address: str) -> bool:
        """Whether there is room, after someone else had to leave for it perhaps."""
        party = self._parties.setdefault(address, _Party())
        self._size += 1
        party.size += 1
        party.new[guest] = None
        crowded = party if party.size > self._most_of_one else None
        if crowded is None and self._size > self._most:
            crowded = max(self._parties.values(), key=lambda one: one.size)
        if crowded is None:
            return True
        leaving = crowded.longest()
        self._say()
        if leaving is None or leaving is guest:
            return False
        leaving.abort()
        return True

    def leave(self, guest: Guest, address: str) -> None:
        party = self._parties[address]
        self.work(guest, address)
        self._size -= 1
        party.size -= 1
        if not party.size:
            del self._parties[address]

    def work(self, guest: Guest, address: str) -> None:
        """It is being answered, and stays."""
        party = self._parties[address]
        party.new.pop(guest, None)
        party.known.pop(guest, None)

    def wait(self, guest: Guest, address: str) -> None:
        """It was answered, and waits for its next request."""
        self._parties[address].known[guest] = None

    def _say(self) -> None:
        self._sent_away += 1
        now = self._clock()
        if self._said_at is None or now - self._said_at >= PAUSE:
            logger.warning("No room for more than %d connections: %d had to leave", self._most, self._sent_away)
            self._said_at, self._sent_away = now, 0


def room_within(descriptors: int) -> int:
    """Connections for which so many descriptors are enough."""
    return max(16, (descriptors - KEPT_FREE) // DESCRIPTORS_EACH)
