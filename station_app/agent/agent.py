"""The station as its window sees it: a front that stays, and an inside that a restored snapshot replaces."""

import asyncio
from collections.abc import Callable
from itertools import count

from contract.backoff import Backoff
from contract.client import ManufacturerClient
from contract.lab_client import LabClient
from contract.lab_date import LabDate
from contract.lab_feed import LabFeed
from contract.messages.base import JsonObject
from contract.messages.clock import ClockState
from contract.world import WorldFollower
from hostkit.life import Life
from hostkit.store import Store, in_thread
from kernel.chance import UNGUESSABLE, Chance
from kernel.clock import SystemClock
from station_app.agent.feed import Feed
from station_app.agent.inside import Inside, Settings, Surroundings
from station_app.agent.memory import Update
from station_app.agent.share import NEW, StationShare, read_share, share_of
from station_app.agent.state import StationState
from station_app.agent.station import Station


class StationAgent:
    """Prints what the backend queues. Everything it must not forget is in `store`."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        feed: LabFeed,
        chance: Chance = UNGUESSABLE,
    ) -> None:
        lab = LabClient(feed.transport)
        self.on_change: Callable[[StationState], None] = lambda _state: None
        """Hears the state at once after a change, and then at most ten times a second."""
        self.on_delivered: Callable[[Update], None] = lambda _update: None
        """Hears every status update that the backend has accepted."""
        self._store = store
        self._date = LabDate(SystemClock())
        self._around = Surroundings(settings, lab, store, chance, self._date.now, self._changed, self._delivered)
        self._lives = count(1)
        self._inside = Inside(self._around, NEW, next(self._lives))
        self._life = Life(self._live)
        self._world = WorldFollower(feed, f"station-{settings.equipment_id}", self, store)
        backoff = Backoff(chance, settings.equipment_id)
        self._feed = Feed(lambda: self._inside, self._world, ManufacturerClient(feed.transport), backoff)

    async def run(self) -> None:
        """Work until cancelled. What it raises is a defect, never a backend's failure."""
        await self._world.look()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._feed.run())
            tasks.create_task(self._life.run())

    @property
    def station(self) -> Station:
        """The present one."""
        return self._inside.station

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
        with self.station.runner.at_this_moment():
            self.station.press.set_speed(speed)
        self.station.changed()

    def dismiss(self) -> None:
        """A person has read why the work stopped."""
        self.station.dismiss()

    def enter_world(self, clock: ClockState) -> None:
        self._date.follow(clock)

    def follow_clock(self, clock: ClockState) -> None:
        self._date.follow(clock)

    async def give_share(self) -> JsonObject:
        with self.station.runner.at_this_moment():
            press, paused = self.station.press.memento, self.station.paused
        return share_of(await in_thread(self._store.content), press, paused).model_dump(mode="json")

    async def take_share(self, share: JsonObject | None) -> None:
        """What is on the press goes with its inside: the other world has its own."""
        taken = read_share(share)
        await self._life.renew(lambda: self._become(taken))

    async def _become(self, share: StationShare) -> None:
        await in_thread(self._store.replace, share.store)
        self._inside = Inside(self._around, share, next(self._lives))

    async def _live(self) -> None:
        await self._inside.run()

    def _changed(self, state: StationState) -> None:
        self.on_change(state)

    def _delivered(self, update: Update) -> None:
        self.on_delivered(update)
