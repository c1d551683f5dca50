"""News from the lab: what changed, at once. Without a lab (a foreign server) the machine polls, as the guide says."""

import asyncio
from collections.abc import Callable

from contract.errors import Refused, ServiceError
from contract.messages.lab import Events
from contract.transport import TokenFinder
from contract.world import WorldFollower

NO_LAB_SECONDS = 2.0
REFUSED_SECONDS = 30.0


class LabNews:
    """Listens to the lab and tells `on_news` each answer; it never gives up."""

    def __init__(self, world: WorldFollower, find_token: TokenFinder, on_news: Callable[[Events], None]) -> None:
        self._world = world
        self._find_token = find_token
        self._on_news = on_news
        self.connected = False

    async def run(self) -> None:
        while True:
            await asyncio.sleep(await self._listen())

    async def _listen(self) -> float:
        """One question to the lab; how many seconds to wait until the next."""
        if self._find_token() is None:
            return NO_LAB_SECONDS
        try:
            news = await (self._world.next() if self.connected else self._world.present())
        except ServiceError as error:
            self.connected = False
            return REFUSED_SECONDS if isinstance(error, Refused) else NO_LAB_SECONDS
        self.connected = True
        self._on_news(news)
        return 0.0
