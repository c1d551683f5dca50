"""What happens in the lab, followed once for all that runs in a process."""

import asyncio
from collections import deque

from contract.lab_client import LabClient
from contract.messages.lab import Events
from contract.transport import Transport


class LabFeed:
    """Follows `GET /lab/events` of one server for as many listeners as there are; `transport` is the way to it.

    Nothing has to run: whoever waits first asks for all, one call at a time, and nobody asks while nobody waits.
    """

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self._lab = LabClient(transport)
        self._cursor: str | None = None
        self._asking = asyncio.Lock()
        self._listeners: list[Subscription] = []

    def subscribe(self, part: str | None = None) -> "Subscription":
        """A listener for as long as the feed itself is there. `part` is its name in snapshots, if it has a share."""
        listener = Subscription(self, part)
        self._listeners.append(listener)
        return listener

    async def look(self) -> Events:
        """The lab as it is now, answered at once and without events. Raises what the call raises."""
        present = await self._lab.events(None, parts=self._parts)
        self._cursor = self._cursor or present.next
        return present

    async def ask_for(self, listener: "Subscription") -> None:
        """See to it that the listener has news, or let somebody else who is asking. Raises what the call raises."""
        async with self._asking:
            if not listener.has_news:
                news = await self._lab.events(self._cursor, parts=self._parts)
                self._cursor = news.next
                for each in self._listeners:
                    each.hear(news)

    @property
    def _parts(self) -> list[str]:
        return [listener.part for listener in self._listeners if listener.part is not None]


class Subscription:
    """One listener, who hears of everything once and in order, however slow it is."""

    def __init__(self, feed: LabFeed, part: str | None) -> None:
        self.part = part
        self._feed = feed
        self._news: deque[Events] = deque()

    @property
    def has_news(self) -> bool:
        return bool(self._news)

    def hear(self, news: Events) -> None:
        self._news.append(news)

    async def present(self) -> Events:
        """Begin, or begin anew: the lab as it is now, without events.

        All that happens from then on comes by `next`; the first news may also hold what was there before.
        """
        self._news.clear()
        return await self._feed.look()

    async def next(self) -> Events:
        """What happened since, or nothing when nothing did for a while. Raises what the call raises.

        Answers of one generation that came while the listener was busy are one.
        """
        while not self._news:
            await self._feed.ask_for(self)
        news = self._news.popleft()
        while self._news and self._news[0].generation == news.generation:
            later = self._news.popleft()
            news = later.model_copy(update={"events": [*news.events, *later.events]})
        return news
