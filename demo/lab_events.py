"""What happens in the lab, for the moments that no screen reports."""

from collections import deque
from collections.abc import Callable

from contract.lab_client import LabClient
from contract.messages.lab import Event
from contract.transport import Transport


class LabEvents:
    """Reads the lab's events one after another, from `start` on."""

    def __init__(self, transport: Transport) -> None:
        self._lab = LabClient(transport)
        self._cursor: str | None = None
        self._events: deque[Event] = deque()

    async def start(self) -> None:
        self._cursor = (await self._lab.events(None)).next

    async def until(self, is_wanted: Callable[[Event], bool]) -> Event:
        """Read on to the first event that is wanted. Put a timeout around it."""
        while not is_wanted(event := await self._next()):
            pass
        return event

    async def _next(self) -> Event:
        while not self._events:
            news = await self._lab.events(self._cursor)
            self._cursor = news.next
            self._events.extend(news.events)
        return self._events.popleft()
