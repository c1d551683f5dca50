"""Kiosk, station and shopper without a screen in one process, and the customer's hands."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from benchmarks.sale.wire import Call, Tap
from contract.lab_feed import LabFeed
from contract.messages.clock import ClockState
from contract.transport import Transport
from contract.vocabulary import OrderStatus
from hostkit.lab_token import find_token
from hostkit.store import Store
from kernel.chance import Chance
from kiosk_app.controller.kiosk import Kiosk
from kiosk_app.controller.machine_time import MachineTime
from kiosk_app.controller.state import KioskState, Touch
from kiosk_app.machine.bank import Card
from kiosk_app.machine.card_reader import ReaderState
from kiosk_app.machine.screen import Screen
from shopper.follower import Follower
from station_app.agent.agent import StationAgent
from station_app.agent.inside import Settings
from station_app.agent.memory import Update

MACHINE, EQUIPMENT = "VM001", "CN_DEBUG_01"
PACE = 400.0
"""Machine seconds in a real one: a card is read and authorised in 6 ms."""
CASE_SECONDS = 0.001
SEED = 2


class OwnTime(MachineTime):
    """Its time is its own, whatever the lab's clock says."""

    def enter_world(self, clock: ClockState) -> None: ...

    def follow(self, clock: ClockState) -> None: ...


class Rehearsal:
    """Sells one case after another."""

    def __init__(self, kiosk: Kiosk, tap: Tap) -> None:
        self._kiosk = kiosk
        self._tap = tap
        self._delivered: set[str] = set()
        """Orders whose completion the backend has accepted."""
        self._shown: set[str] = set()
        """Orders that the machine's strip has shown as ready."""
        self._news = asyncio.Event()
        self._touched: tuple[Screen, ReaderState] | None = None
        self._is_buying = False
        self.order_id = ""
        kiosk.observe(self._see)

    async def sell(self) -> list[Call]:
        """From the touch that opens a session to the next customer's screen, with the case made. Its calls."""
        del self._tap.calls[:]
        self.order_id, self._is_buying = "", True
        self._see(self._kiosk.state)
        while not self._is_over():
            self._news.clear()
            await self._news.wait()
        self._is_buying = False
        return list(self._tap.calls)

    def __str__(self) -> str:
        """How far it is, for whoever waits for too long."""
        delivered, shown = self.order_id in self._delivered, self.order_id in self._shown
        return f"order {self.order_id!r}, completed {delivered}, shown as ready {shown}; {self._kiosk.state}"

    def delivered(self, update: Update) -> None:
        if update.status is OrderStatus.COMPLETED:
            self._delivered.add(update.order_id)
            self._news.set()

    def _is_over(self) -> bool:
        is_free = self._kiosk.state.screen is Screen.ATTRACT
        is_clean = any(call.method == "DELETE" for call in self._tap.calls)
        return is_free and is_clean and self.order_id in self._delivered & self._shown

    def _see(self, state: KioskState) -> None:
        self.order_id = state.order_id or self.order_id
        self._shown |= {order.order_id for order in state.queue if order.status is OrderStatus.COMPLETED}
        self._news.set()
        moment = (state.screen, state.reader)
        if self._is_buying and moment != self._touched and not (state.screen is Screen.ATTRACT and self.order_id):
            self._touched = moment
            asyncio.get_running_loop().call_soon(self._act, state.screen)

    def _act(self, screen: Screen) -> None:
        """What the hands do on this screen, at once."""
        touches = {
            Screen.ATTRACT: Touch.START,
            Screen.SUMMARY: Touch.PAY,
            Screen.CHOOSE_PAYMENT: Touch.CARD,
            Screen.CONFIRMED: Touch.DONE,
            Screen.THANK_YOU: Touch.DONE,
        }
        if screen is Screen.PAY:
            self._kiosk.present(Card.APPROVED)
        elif screen in touches:
            self._kiosk.touch(touches[screen])


@asynccontextmanager
async def rehearsing(address: str, folder: Path) -> AsyncIterator[Rehearsal]:
    """All three at work, until the block is left."""
    tap, ready = Tap(), asyncio.Event()
    async with AsyncExitStack() as stack:
        transport = Transport(address, "bench-sale", lambda: find_token(address), tap)
        feed = LabFeed(await stack.enter_async_context(transport))
        kiosk = Kiosk(MACHINE, feed, stack.enter_context(Store(folder / "kiosk.db")), OwnTime(PACE))
        settings = Settings(address, EQUIPMENT, CASE_SECONDS)
        station = StationAgent(settings, stack.enter_context(Store(folder / "station.db")), feed)
        shopper = Follower(feed, stack.enter_context(Store(folder / "phone.db")), Chance(SEED), 0.0, lambda _line: None)
        rehearsal = Rehearsal(kiosk, tap)
        station.on_delivered = rehearsal.delivered
        programs = await stack.enter_async_context(asyncio.TaskGroup())
        running = [programs.create_task(shopper.run(ready.set)), programs.create_task(station.run())]
        await ready.wait()
        running.append(programs.create_task(kiosk.run()))
        yield rehearsal
        for each in running:
            each.cancel()
