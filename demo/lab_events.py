"""What happens in the lab, for the moments that no screen reports."""

from collections import deque
from collections.abc import Callable

from contract.lab_feed import LabFeed
from contract.messages.lab import Event


class LabEvents:
    """Reads the lab's events one after another, from `start` on."""

    def __init__(self, feed: LabFeed) -> None:
        self._news = feed.subscribe()
        self._events: deque[Event] = deque()

    async def start(self) -> None:
        await self._news.present()

    async def until(self, is_wanted: Callable[[Event], bool]) -> Event:
        """Read on to the first event that is wanted. Put a timeout around it."""
        while not is_wanted(event := await self._next()):
            pass
        return event

    async def _next(self) -> Event:
        while not self._events:
            self._events.extend((await self._news.next()).events)
        return self._events.popleft()
