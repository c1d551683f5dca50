"""A kiosk without a screen against the real backend, and the shopper's and the customer's hands."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from contract.lab_feed import LabFeed
from contract.messages.clock import ClockState
from contract.transport import Transport
from hostkit.store import Store
from kernel.chance import UNGUESSABLE
from kiosk_app.controller.kiosk import Kiosk
from kiosk_app.controller.machine_time import MachineTime
from kiosk_app.controller.state import KioskState, Touch
from kiosk_app.machine.bank import Card
from kiosk_app.machine.screen import Screen
from tests.api.api_driver import TOKEN, Api
from tests.api.app_transport import AppTransport

PATIENCE = 10.0
"""Seconds until a screen that doesn't come fails the test."""
FAST = 60.0


class OwnTime(MachineTime):
    """A machine whose time runs so many times as fast as ours, whatever the lab's clock says."""

    def enter_world(self, clock: ClockState) -> None:
        """Its time is its own."""

    def follow(self, clock: ClockState) -> None:
        """Its time is its own."""


class Rehearsal:
    """One machine with its memory in a file, so that it can be switched off and on again."""

    def __init__(self, line: AppTransport, api: Api, memory: Path) -> None:
        self.line = line
        self.api = api
        self.memory = memory
        self.kiosk: Kiosk
        self.screens: list[Screen] = []
        self.time: MachineTime = OwnTime(FAST)
        self.lab_token: str | None = TOKEN
        self.chance = UNGUESSABLE

    @asynccontextmanager
    async def switched_on(self, open_store: Callable[[Path], Store] = Store) -> AsyncIterator[Kiosk]:
        """A running kiosk. Its own failures are raised here; leaving the block is a power cut."""
        transport = Transport("http://127.0.0.1", "kiosk-test", lambda: self.lab_token, self.line)
        with open_store(self.memory) as store:
            async with transport:
                self.kiosk = Kiosk("VM001", LabFeed(transport), store, self.time, self.chance)
                self.kiosk.observe(self._note)
                async with asyncio.TaskGroup() as power:
                    running = power.create_task(self.kiosk.run())
                    try:
                        yield self.kiosk
                    finally:
                        running.cancel()

    async def until(self, reached: Callable[[KioskState], bool]) -> KioskState:
        """The state as soon as it is so. Raises TimeoutError."""
        news: asyncio.Queue[KioskState] = asyncio.Queue()
        self.kiosk.observe(news.put_nowait)
        async with asyncio.timeout(PATIENCE):
            while not reached(state := await news.get()):
                pass
        return state

    async def screen(self, screen: Screen) -> KioskState:
        return await self.until(lambda state: state.screen is screen)

    async def shop(self) -> KioskState:
        """The shopper scans the code on the screen, designs and sends the order."""
        session_id = (await self.screen(Screen.CODE)).session_id
        self.api.register(session_id)
        await self.screen(Screen.DESIGNING)
        self.api.summary(session_id)
        return await self.screen(Screen.SUMMARY)

    async def choose_card(self) -> None:
        self.kiosk.touch(Touch.PAY)
        await self.screen(Screen.CHOOSE_PAYMENT)
        self.kiosk.touch(Touch.CARD)
        await self.screen(Screen.PAY)

    async def pay(self, card: Card = Card.APPROVED) -> None:
        await self.choose_card()
        self.kiosk.present(card)

    async def buy(self) -> KioskState:
        await self.shop()
        await self.pay()
        return await self.screen(Screen.CONFIRMED)

    def _note(self, state: KioskState) -> None:
        if self.screens[-1:] != [state.screen]:
            self.screens.append(state.screen)
