"""The station's tasks put together, and what a person at the window can ask of it."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from contract.backoff import Backoff
from contract.client import ManufacturerClient
from contract.lab_client import LabClient
from contract.transport import Transport
from hostkit.store import Store
from station_app.agent.artworks import Artworks
from station_app.agent.feed import Feed
from station_app.agent.memory import Memory, Update
from station_app.agent.outbox import Outbox
from station_app.agent.production import Production
from station_app.agent.progress import ProgressReports
from station_app.agent.state import StationState
from station_app.agent.station import Station
from station_app.press.press import Press

PUBLISHED_EVERY = 0.1
"""Seconds: the press moves on 20 times a second, and nobody reads faster than half of that."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Settings:
    """`case_seconds` is the time of one case at speed 1."""

    backend: str
    equipment_id: str
    case_seconds: float = 12.0


class StationAgent:
    """Prints what the backend queues. Everything it must not forget is in `store`."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        transport: Transport,
        chance: random.Random | None = None,
        now: Callable[[], datetime] = _now,
    ) -> None:
        chance = chance or random.Random()
        lab, manufacturer = LabClient(transport), ManufacturerClient(transport)
        press = Press(settings.case_seconds)
        self.station = Station(settings.backend, settings.equipment_id, Memory(store), press)
        feed = Feed(self.station, lab, manufacturer, Backoff(chance))
        outbox = Outbox(self.station, manufacturer, Backoff(chance), self._delivered)
        production = Production(self.station, lab, feed, now)
        self._parts = (feed, outbox, production, ProgressReports(self.station, lab), Artworks(self.station, lab))
        self.on_change: Callable[[StationState], None] = lambda _state: None
        """Hears the state at once after a change, and then at most ten times a second."""
        self.on_delivered: Callable[[Update], None] = lambda _update: None
        """Hears every status update that the backend has accepted."""

    async def run(self) -> None:
        """Work until cancelled. What it raises is a defect, never a backend's failure."""
        async with asyncio.TaskGroup() as group:
            for part in self._parts:
                group.create_task(part.run())
            group.create_task(self._publish())

    @property
    def state(self) -> StationState:
        return self.station.snapshot()

    def select(self, order_id: str | None) -> None:
        """Choose the order whose artwork and details are shown."""
        if order_id != self.station.selected:
            self.station.selected = order_id
            self.station.changed()

    def set_paused(self, paused: bool) -> None:
        """Start no new case; the one on the press is finished all the same."""
        self.station.paused = paused
        self.station.changed()

    def set_speed(self, speed: float) -> None:
        self.station.press.set_speed(speed)
        self.station.changed()

    def dismiss(self) -> None:
        """A person has read why the work stopped."""
        self.station.dismiss()

    def _delivered(self, update: Update) -> None:
        self.on_delivered(update)

    async def _publish(self) -> None:
        version = -1
        while True:
            version = await self.station.newer_than(version)
            self.on_change(self.state)
            await asyncio.sleep(PUBLISHED_EVERY)
