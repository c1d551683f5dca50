"""The real programs of one lab, driven over their control channels, for tests that kill and restart them."""

import sqlite3
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from contract.client import VendingClient
from contract.messages.vending import OrderSummary, RegisterUser
from contract.transport import Transport
from demo.program import Follower, Program, Report
from kernel.money import Money
from tests.e2e import program_logs
from tests.e2e.processes import ROOT

LONG = 25.0
"""Seconds until something that should happen on a loaded machine fails its test."""


class World:
    """Starts programs that end with the test. `folder` holds the database; each computer has a state of its own."""

    def __init__(self, folder: Path, running: AsyncExitStack) -> None:
        self.folder = folder
        self._running = running
        self.database = folder / "lab.db"
        self.port = 0

    async def backend(self, *words: str) -> Program:
        """A backend, always on the port that the first one chose."""
        place = ("--port", str(self.port), "--database", str(self.database), "--rate-limit", "off")
        program = await self._start("backend", *place, *words)
        ready = await program.follow().until("ready")
        self.port = int(str(ready["address"]).rpartition(":")[2])
        return program

    async def kiosk(self, *words: str, computer: str = "") -> Program:
        return await self._start("kiosk", "--backend", self.address, *words, computer=computer)

    async def station(self, *words: str, computer: str = "") -> Program:
        return await self._start("station", "--backend", self.address, *words, computer=computer)

    def customer(self, kiosk: Program) -> "Customer":
        return Customer(kiosk, self.address)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def rows(self, query: str) -> list[Any]:
        """What the backend's database holds, read beside it."""
        connection = sqlite3.connect(self.database)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    async def _start(self, name: str, *words: str, computer: str = "") -> Program:
        """Another `computer` has a state folder of its own, with the lab's token copied to it."""
        environment = {"PIMPMYCASE_LAB_STATE": str(self._computer(computer))} if computer else {}
        script = str(ROOT / f"run_{name}.py")
        program = await Program.start(name, sys.executable, script, "--control", *words, environment=environment)
        self._running.callback(program_logs.follow(f"{name} {program.pid}", program.log).close)
        return await self._running.enter_async_context(program)

    def _computer(self, name: str) -> Path:
        state = self.folder / name
        state.mkdir(exist_ok=True)
        token = self.folder / "state" / f"lab-token-{self.port}"
        (state / token.name).write_bytes(token.read_bytes())
        return state


@asynccontextmanager
async def world(folder: Path) -> AsyncIterator[World]:
    async with AsyncExitStack() as running:
        yield World(folder, running)


async def kill(program: Program) -> None:
    """As a power cut: kill -9, and wait until it is gone."""
    program.kill()
    await program.ended()


class Customer:
    """Does at each screen of one kiosk, and on the phone, what the screen asks for."""

    def __init__(self, kiosk: Program, address: str) -> None:
        self.kiosk = kiosk
        self._address = address
        self._reports: Follower = kiosk.follow()

    async def buy(self, until: str = "confirmed") -> dict[str, Any]:
        """Go on from the present screen until this one is on the screen; its report."""
        while True:
            report = await self._reports.until("screen")
            if report["screen"] == until:
                return dict(report)
            await self.act(report)

    async def act(self, report: Report) -> None:
        """What a person does when this screen is reported."""
        touches = {"attract": "start", "ended": "start", "summary": "pay", "choose_payment": "card"}
        screen, session_id = report["screen"], report["session_id"]
        if screen in touches:
            await self.kiosk.do("touch", target=touches[screen])
        elif screen == "pay":
            await self.kiosk.do("present", card="approved")
        elif screen == "code":
            await self._phone(lambda vending: vending.register_user(session_id, _scan(session_id)))
        elif screen == "designing":
            await self._phone(lambda vending: vending.order_summary(session_id, _order(session_id)))

    async def _phone(self, call: Callable[[VendingClient], Awaitable[Any]]) -> None:
        async with Transport(self._address, "phone") as transport:
            await call(VendingClient(transport))


def _scan(session_id: str) -> RegisterUser:
    return RegisterUser(machine_id="VM001", session_id=session_id)


def _order(session_id: str) -> OrderSummary:
    design = {"brand": "iphone", "model": "iPhone 15 Pro", "template": "classic", "text": "e2e"}
    return OrderSummary(session_id=session_id, order_data=design, payment_amount=Money(1999), currency="GBP")
