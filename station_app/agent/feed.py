"""The station's eye on the lab: it follows the events and reads what they say has changed."""

import asyncio
import logging
from collections.abc import Iterable

from contract.backoff import Backoff
from contract.client import ManufacturerClient
from contract.errors import Broken, Refused, Unreachable
from contract.lab_client import LabClient
from contract.messages.lab import Event, Events
from contract.vocabulary import LabEvent
from station_app.agent.state import Halt, Link
from station_app.agent.station import Station

log = logging.getLogger(__name__)

ABOUT_ORDERS = {
    LabEvent.ORDER_CREATED,
    LabEvent.ORDER_CHANGED,
    LabEvent.ORDER_PROGRESS,
    LabEvent.JOB_CLAIMED,
    LabEvent.JOB_RELEASED,
}


class Feed:
    """Keeps the station's orders, stock and link true, and comes back by itself after every failure."""

    def __init__(self, station: Station, lab: LabClient, manufacturer: ManufacturerClient, backoff: Backoff) -> None:
        self._station = station
        self._lab = lab
        self._manufacturer = manufacturer
        self._backoff = backoff
        self._generation: str | None = None

    async def run(self) -> None:
        while True:
            link = await self._follow()
            log.info("%s: %s", self._station.backend, link)
            self._station.set_link(link)
            await asyncio.sleep(self._backoff.next_delay())

    async def read_orders(self) -> None:
        self._station.put_orders(await self._lab.orders(self._station.equipment_id))

    async def read_stock(self) -> None:
        self._station.put_stock((await self._lab.stock(self._station.equipment_id)).levels)

    async def _follow(self) -> Link:
        """Follow the events for as long as they come; the answer is what ended it."""
        try:
            self._station.location = (await self._manufacturer.equipment_info(self._station.equipment_id)).location
        except Refused as refusal:
            return Link.UNKNOWN_EQUIPMENT if refusal.status == 404 else _meaning(refusal)
        except (Unreachable, Broken) as error:
            return _failure(error)
        try:
            return await self._follow_lab()
        except Refused as refusal:
            return _meaning(refusal)
        except (Unreachable, Broken) as error:
            return _failure(error)

    async def _follow_lab(self) -> Link:
        # The cursor first: what changes between it and the lists is told again, and nothing is missed.
        news = await self._lab.events(None)
        await self._read_all(news)
        self._station.set_link(Link.CONNECTED)
        self._backoff.reset()
        while True:
            news = await self._lab.events(news.next)
            if news.generation == self._generation:
                await self._read(news.events)
            else:
                await self._read_all(news)

    async def _read_all(self, news: Events) -> None:
        await self.read_orders()
        await self.read_stock()
        if self._generation not in {None, news.generation}:
            self._check_job()
        self._generation = news.generation

    def _check_job(self) -> None:
        """The lab's world was replaced: what is on the press may not exist in the new one."""
        job = self._station.memory.job
        if job is not None and job.order_id not in self._station.orders:
            self._station.halt(job, Halt.GONE)

    async def _read(self, events: Iterable[Event]) -> None:
        told = [event for event in events if not self._is_our_own_progress(event)]
        if any(event.kind in ABOUT_ORDERS for event in told):
            await self.read_orders()
        if any(event.kind is LabEvent.STOCK_CHANGED for event in told):
            await self.read_stock()

    def _is_our_own_progress(self, event: Event) -> bool:
        job = self._station.memory.job
        return event.kind is LabEvent.ORDER_PROGRESS and job is not None and event.order_id == job.order_id


def _failure(error: Unreachable | Broken) -> Link:
    log.info("%s", error)
    return Link.UNREACHABLE if isinstance(error, Unreachable) else Link.BROKEN


def _meaning(refusal: Refused) -> Link:
    """401 and 403: the lab doesn't know us. 404: there is no lab. Anything else is a fault of the server."""
    log.info("%s", refusal)
    if refusal.status in {401, 403}:
        return Link.NO_TOKEN
    return Link.NO_LAB if refusal.status == 404 else Link.BROKEN
