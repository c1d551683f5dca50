"""One vending machine: a front that stays, and an inside that a restored snapshot replaces."""

import asyncio

from contract.lab_client import LabClient
from contract.lab_date import LabDate
from contract.lab_feed import LabFeed
from contract.messages.base import JsonObject
from contract.messages.clock import ClockState
from contract.messages.lab import Events
from contract.world import WorldFollower
from hostkit.life import Life
from hostkit.store import Store, in_thread
from kernel.chance import UNGUESSABLE, Chance
from kernel.clock import SystemClock
from kiosk_app.controller.board import Board, Observer
from kiosk_app.controller.inside import Inside, Surroundings
from kiosk_app.controller.lab_news import LabNews
from kiosk_app.controller.machine_time import MachineTime
from kiosk_app.controller.share import KioskShare, read_share, share_of
from kiosk_app.controller.state import KioskState, Touch
from kiosk_app.machine.bank import Card


class Kiosk:
    """`run` serves customers until it is cancelled; `store` remembers everything that must outlive a power cut."""

    def __init__(
        self,
        machine_id: str,
        feed: LabFeed,
        store: Store,
        time: MachineTime | None = None,
        chance: Chance = UNGUESSABLE,
    ) -> None:
        self._store = store
        self._time = time or MachineTime()
        self._date = LabDate(SystemClock())
        self._world = WorldFollower(feed, f"kiosk-{machine_id}", self, store)
        self._news = LabNews(self._world, feed.transport.find_lab_token, self._heard)
        self._around = Surroundings(
            machine_id, LabClient(feed.transport), self._news, store, self._time, self._date, chance
        )
        self._life = Life(self._live)
        self._inside = Inside(self._around)
        self._board = Board(self._inside.board.state)
        self._inside.board.observe(self._board.show)

    @property
    def state(self) -> KioskState:
        return self._board.state

    def observe(self, observer: Observer) -> None:
        """Tell the observer the present state at once, and every one to come."""
        self._board.observe(observer)

    def touch(self, touch: Touch) -> None:
        """A person touched the screen."""
        self._inside.touch(touch)

    def present(self, card: Card) -> None:
        """A person holds a card to the reader."""
        self._inside.present(card)

    async def run(self) -> None:
        await self._world.look()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._news.run())
            tasks.create_task(self._life.run())

    def enter_world(self, clock: ClockState) -> None:
        self._time.enter_world(clock)
        self._go_by(clock)

    def follow_clock(self, clock: ClockState) -> None:
        self._time.follow(clock)
        self._go_by(clock)

    async def give_share(self) -> JsonObject:
        screen = self.state.screen
        return share_of(await in_thread(self._store.content), screen).model_dump()

    async def take_share(self, share: JsonObject | None) -> None:
        """Everything of the present world goes with its inside, also money on its way: the other world has its own."""
        taken = read_share(share)
        await self._life.renew(lambda: self._become(taken))

    async def _become(self, share: KioskShare) -> None:
        await in_thread(self._store.replace, share.store)
        self._inside = Inside(self._around, share.stands_idle)
        self._inside.board.observe(self._board.show)

    def _go_by(self, clock: ClockState) -> None:
        self._date.follow(clock)
        self._inside.board.update(pace=self._time.pace)

    async def _live(self) -> None:
        await self._inside.run()

    def _heard(self, news: Events) -> None:
        self._inside.hear(news)
