"""What is behind the station's window: everything that is built from its memory, and built anew from another one."""

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from contract.backoff import Backoff
from contract.client import ManufacturerClient
from contract.lab_client import LabClient
from hostkit.store import Store
from kernel.chance import Chance
from station_app.agent.artworks import Artworks
from station_app.agent.lists import Lists
from station_app.agent.memory import Memory, Update
from station_app.agent.outbox import Outbox
from station_app.agent.production import Production
from station_app.agent.progress import ProgressReports
from station_app.agent.share import PressShare, StationShare
from station_app.agent.state import StationState
from station_app.agent.station import Station
from station_app.press.press import Press, PressMemento, PressSetup

PUBLISHED_EVERY = 0.1
"""Seconds: nobody reads faster."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`case_seconds` is the time of one case at speed 1."""

    backend: str
    equipment_id: str
    case_seconds: float = 12.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What outlives an inside. `now` tells the lab's time; `show` and `tell` are the window's and the driver's."""

    settings: Settings
    lab: LabClient
    store: Store
    chance: Chance
    now: Callable[[], datetime]
    show: Callable[[StationState], None]
    tell: Callable[[Update], None]


class Inside:
    """One life of the station, from its memory to its end."""

    def __init__(self, around: Surroundings, share: StationShare, life: int) -> None:
        """The store holds what the share says; press and pause are in nothing else. `life` counts the insides."""
        settings, lab, chance = around.settings, around.lab, around.chance
        manufacturer = ManufacturerClient(lab.transport)
        memory = Memory(around.store, _station_id(chance, settings.equipment_id, life))
        press = _press(settings.case_seconds, share.press, has_case=memory.job is not None)
        self.station = Station(settings.backend, settings.equipment_id, memory, press)
        self.station.paused = share.paused
        self.lists = Lists(self.station, lab)
        self._show = around.show
        self._parts = (
            Outbox(self.station, manufacturer, Backoff(chance, settings.equipment_id), around.tell),
            Production(self.station, lab, self.lists, around.now),
            ProgressReports(self.station, lab),
            Artworks(self.station, lab),
        )

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            for part in self._parts:
                group.create_task(part.run())
            group.create_task(self.station.runner.run())
            group.create_task(self._publish())

    async def _publish(self) -> None:
        version = -1
        while True:
            version = await self.station.newer_than(version)
            self._show(self.station.snapshot())
            await asyncio.sleep(PUBLISHED_EVERY)


def _station_id(chance: Chance, equipment_id: str, life: int) -> str:
    """Another one in each world that doesn't know the station: what it has claimed there is in nobody's hands."""
    return str(uuid.UUID(bytes=chance.octets(16, "station", equipment_id, life), version=4))


def _press(case_seconds: float, share: PressShare, has_case: bool) -> Press:
    """The case on the press and the job in the memory are written apart: without a job there is no case."""
    return Press(PressSetup(case_seconds), share.memento if has_case else PressMemento(speed=share.speed))
