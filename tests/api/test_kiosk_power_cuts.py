"""The kiosk's power cut at every single durable write and every single call of a sale, and what is left afterwards.

Whatever the moment: after the machine is switched on again, the customer has one paid order or all of their money, and
the bank, the books and the backend agree about it.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from flask import Flask

from backend.models.order import Order
from backend.world.environment import Environment
from hostkit.store import Store
from kernel.money import Money
from kiosk_app.controller.state import KioskState, Touch
from kiosk_app.machine.bank import Card
from kiosk_app.machine.books import Account, Books, Entry
from kiosk_app.machine.card_reader import ReaderState
from kiosk_app.machine.screen import Screen
from tests.api.api_driver import Api
from tests.api.app_transport import AppTransport
from tests.api.kiosk_driver import Rehearsal

PRICE = Money(2199)
LAST_DEED = 15
"""Forgetting the sale, the last of its durable writes and changing calls."""


class PowerCut(Exception):
    """The plug was pulled."""


class Fuse:
    """Counts what the machine does to the world, and cuts its power before or after the n-th deed."""

    def __init__(self, deeds: int, after: bool) -> None:
        self.left = deeds
        self.after = after
        self.blown = False
        self._name = f"{'after' if after else 'before'} deed {deeds}"

    def __str__(self) -> str:
        return self._name

    def guard(self, deed: Callable[[], Any]) -> Any:
        if self.blown:
            raise PowerCut
        self.left -= 1
        if self.left > 0:
            return deed()
        self.blown = True
        if self.after:
            deed()
        raise PowerCut


class FusedStore(Store):
    """The machine's memory behind a fuse."""

    def __init__(self, path: Path, fuse: Fuse) -> None:
        super().__init__(path)
        self._fuse = fuse
        self.on_disk = self.content()
        """What is left when the power goes, whatever else was committed."""

    def _change(self, statement: str, *values: str, soon: bool = False) -> None:
        change = super()._change

        def deed() -> None:
            change(statement, *values, soon=soon)
            if not soon:
                self.on_disk = self.content()

        self._fuse.guard(deed)


class FusedLine(AppTransport):
    """The line to the backend behind the same fuse; the shopper's calls don't pass here."""

    def __init__(self, app: Flask, fuse: Fuse) -> None:
        super().__init__(app)
        self._fuse = fuse

    def _answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
        if request.method == "GET":
            return super()._answer(request, body)
        deed = super()._answer
        answer: httpx.Response = self._fuse.guard(lambda: deed(request, body))
        return answer


async def customer(rehearsal: Rehearsal) -> None:
    """Does at each screen what the screen asks for, until the machine waits for the next customer."""
    shown: asyncio.Queue[KioskState] = asyncio.Queue()
    rehearsal.kiosk.observe(shown.put_nowait)
    acted: set[tuple[str, Screen, ReaderState]] = set()
    async with asyncio.timeout(15):
        while Screen.THANK_YOU not in rehearsal.screens or kiosk_busy(rehearsal):
            state = await shown.get()
            moment = (state.session_id, state.screen, state.reader)
            if moment not in acted:
                acted.add(moment)
                act(rehearsal, state)


def kiosk_busy(rehearsal: Rehearsal) -> bool:
    return rehearsal.kiosk.state.screen is not Screen.ATTRACT


def act(rehearsal: Rehearsal, state: KioskState) -> None:
    kiosk = rehearsal.kiosk
    match state.screen:
        case Screen.CODE:
            rehearsal.api.register(state.session_id)
            rehearsal.api.summary(state.session_id)
        case Screen.SUMMARY:
            kiosk.touch(Touch.PAY)
        case Screen.CHOOSE_PAYMENT:
            kiosk.touch(Touch.CARD)
        case Screen.PAY:
            kiosk.present(Card.APPROVED)
        case Screen.CONFIRMED | Screen.THANK_YOU:
            kiosk.touch(Touch.DONE)
        case Screen.ENDED:
            kiosk.touch(Touch.START)


def rehearse(app: Flask, api: Api, memory: Path, fuse: Fuse, forgets: bool = False) -> None:
    """One sale that is cut off, and the machine switched on again until a customer has their case.

    Where it `forgets`, the computer's power is cut as well: what the disk hasn't got is lost.
    """
    opened: list[FusedStore] = []

    def open_fused(path: Path) -> FusedStore:
        opened.append(FusedStore(path, fuse))
        return opened[0]

    async def cut_off() -> None:
        rehearsal = Rehearsal(FusedLine(app, fuse), api, memory)
        async with rehearsal.switched_on(open_fused):
            await customer(rehearsal)

    async def again() -> None:
        rehearsal = Rehearsal(AppTransport(app), api, memory)
        async with rehearsal.switched_on():
            await customer(rehearsal)

    try:
        asyncio.run(cut_off())
    except* PowerCut:
        pass
    if forgets:
        with Store(memory) as store:
            store.replace(opened[0].on_disk)
    asyncio.run(again())


def check_money(environment: Environment, memory: Path, cases: int) -> None:
    """The backend's paid orders, the bank's captures and the books tell the same story."""
    with environment.store.reading():
        assert Order.select().count() == cases
    with Store(memory) as store:
        books = Books(Entry.from_document(entry) for entry in store.entries("books"))
    assert books.balance(Account.CARD_AUTHORISATION) == Money(0)
    assert books.balance(Account.CAPTURED) == Money(PRICE.pence * cases)


CUTS = [Fuse(deed, after) for deed in range(1, LAST_DEED + 1) for after in (False, True)]


@pytest.mark.parametrize("fuse", CUTS[:-1], ids=str)
def test_a_power_cut_costs_nobody_money(
    app: Flask, api: Api, environment: Environment, tmp_path: Path, fuse: Fuse
) -> None:
    rehearse(app, api, tmp_path / "kiosk.db", fuse)
    assert fuse.blown
    check_money(environment, tmp_path / "kiosk.db", cases=1)


@pytest.mark.parametrize("deed", range(1, LAST_DEED + 1))
def test_what_the_disk_has_not_got_yet_costs_nobody_money(
    app: Flask, api: Api, environment: Environment, tmp_path: Path, deed: int
) -> None:
    fuse = Fuse(deed, after=True)
    rehearse(app, api, tmp_path / "kiosk.db", fuse, forgets=True)
    assert fuse.blown
    check_money(environment, tmp_path / "kiosk.db", cases=1 + (deed == LAST_DEED))


def test_after_its_last_deed_the_machine_serves_the_next_customer(
    app: Flask, api: Api, environment: Environment, tmp_path: Path
) -> None:
    rehearse(app, api, tmp_path / "kiosk.db", CUTS[-1])
    check_money(environment, tmp_path / "kiosk.db", cases=2)
