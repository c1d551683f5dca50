"""The station's eye on the lab: it follows the events and has the lists read when they say that something changed."""

import asyncio
import logging
from collections.abc import Callable

from contract.backoff import Backoff
from contract.client import ManufacturerClient
from contract.errors import Broken, Refused, Unreachable
from contract.messages.lab import Events
from contract.world import WorldFollower
from station_app.agent.inside import Inside
from station_app.agent.state import Link

log = logging.getLogger(__name__)


class Feed:
    """Keeps the present inside's lists and link true, and comes back by itself after every failure."""

    def __init__(
        self, inside: Callable[[], Inside], world: WorldFollower, manufacturer: ManufacturerClient, backoff: Backoff
    ) -> None:
        """`inside` gives the one that there is now: a restored snapshot replaces it."""
        self._inside = inside
        self._world = world
        self._manufacturer = manufacturer
        self._backoff = backoff
        self._generation: str | None = None

    async def run(self) -> None:
        while True:
            link = await self._follow()
            station = self._inside().station
            log.info("%s: %s", station.backend, link)
            station.set_link(link)
            await asyncio.sleep(self._backoff.next_delay())

    async def _follow(self) -> Link:
        """Follow the events for as long as they come; the answer is what ended it."""
        equipment_id = self._inside().station.equipment_id
        try:
            location = (await self._manufacturer.equipment_info(equipment_id)).location
        except Refused as refusal:
            return Link.UNKNOWN_EQUIPMENT if refusal.status == 404 else _meaning(refusal)
        except (Unreachable, Broken) as error:
            return _failure(error)
        try:
            return await self._follow_lab(location)
        except Refused as refusal:
            return _meaning(refusal)
        except (Unreachable, Broken) as error:
            return _failure(error)

    async def _follow_lab(self, location: str) -> Link:
        # The present first: what changes between it and the lists is told again, and nothing is missed.
        news = await self._world.present()
        await self._read_all(news, location)
        self._backoff.reset()
        while True:
            news = await self._world.next()
            if news.generation == self._generation:
                await self._inside().lists.read_what_changed(news.events)
            else:
                await self._read_all(news, location)

    async def _read_all(self, news: Events, location: str) -> None:
        inside = self._inside()
        inside.station.location = location
        await inside.lists.read_all()
        if self._generation not in {None, news.generation}:
            inside.lists.check_job()
        self._generation = news.generation
        inside.station.set_link(Link.CONNECTED)


def _failure(error: Unreachable | Broken) -> Link:
    log.info("%s", error)
    return Link.UNREACHABLE if isinstance(error, Unreachable) else Link.BROKEN


def _meaning(refusal: Refused) -> Link:
    """401 and 403: the lab doesn't know us. 404: there is no lab. Anything else is a fault of the server."""
    log.info("%s", refusal)
    if refusal.status in {401, 403}:
        return Link.NO_TOKEN
    return Link.NO_LAB if refusal.status == 404 else Link.BROKEN
