"""The kiosk in a lab whose clock is set and whose snapshots are restored, against the real backend."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from contract.vocabulary import OrderStatus
from hostkit.store import Store
from kiosk_app.controller.machine_time import MachineTime
from kiosk_app.controller.state import EndReason, Touch
from kiosk_app.machine.books import Account, Books, Entry
from kiosk_app.machine.screen import Screen
from tests.api.api_driver import BEARER, Api
from tests.api.app_transport import AppTransport
from tests.api.kiosk_driver import Rehearsal

FOLLOWED = [{"part": "kiosk-VM001", "outcome": "followed", "detail": None}]


class Lab:
    """What a trainer does at the lab while the kiosk goes on."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        answer = await asyncio.to_thread(self._api.client.open, path, method=method, json=body or {}, headers=BEARER)
        assert answer.status_code < 300, answer.json
        return answer.json

    async def set_clock(self, mode: str, rate: float | None = None) -> None:
        await self.call("PUT", "/lab/clock", {"mode": mode} if rate is None else {"mode": mode, "rate": rate})

    async def advance(self, seconds: float) -> None:
        await self.call("POST", "/lab/clock/advance", {"seconds": seconds})

    async def snapshot(self) -> Any:
        return (await self.call("POST", "/lab/snapshots", {"name": "noon"}))["parts"]

    async def restore(self) -> Any:
        return (await self.call("POST", "/lab/snapshots/noon/restore"))["parts"]


@pytest.fixture
def rehearsal(app: Flask, api: Api, tmp_path: Path) -> Rehearsal:
    return Rehearsal(AppTransport(app), api, tmp_path / "kiosk.db")


@pytest.fixture
def lab(api: Api) -> Lab:
    return Lab(api)


def play(rehearsal: Rehearsal, scene: Callable[[], Awaitable[None]]) -> None:
    async def played() -> None:
        async with rehearsal.switched_on():
            await scene()

    asyncio.run(played())


def captured(rehearsal: Rehearsal) -> int:
    """Pence, by the machine's books."""
    with Store(rehearsal.memory) as store:
        books = Books(Entry.from_document(entry) for entry in store.entries("books"))
    return books.balance(Account.CAPTURED).pence


def test_the_screen_waits_by_the_labs_clock(rehearsal: Rehearsal, lab: Lab) -> None:
    rehearsal.time = MachineTime()

    async def scene() -> None:
        await lab.set_clock("frozen")
        await rehearsal.until(lambda state: state.pace == 0)
        summary = await rehearsal.shop()
        await lab.advance(101)
        warned = await rehearsal.until(lambda state: state.warning is not None)
        assert (warned.screen, warned.warning) == (Screen.SUMMARY, 20)
        assert summary.seconds_left - warned.seconds_left <= 101
        await lab.advance(30)
        assert (await rehearsal.screen(Screen.ENDED)).end_reason is EndReason.CANCELLED

    play(rehearsal, scene)


def test_a_day_that_passes_at_once_ends_the_session(rehearsal: Rehearsal, lab: Lab) -> None:
    rehearsal.time = MachineTime()

    async def scene() -> None:
        await rehearsal.screen(Screen.CODE)
        await lab.advance(24 * 3600)
        await rehearsal.screen(Screen.ATTRACT)

    play(rehearsal, scene)


def test_transactions_bear_the_labs_date(rehearsal: Rehearsal, lab: Lab) -> None:
    async def scene() -> None:
        await rehearsal.screen(Screen.CODE)
        await lab.advance(150 * 24 * 3600)
        await rehearsal.screen(Screen.ATTRACT)
        rehearsal.kiosk.touch(Touch.START)
        await rehearsal.buy()

    play(rehearsal, scene)
    with Store(rehearsal.memory) as store:
        assert [entry["key"][:18] for entry in store.entries("books")] == ["TXN_VM001_20260101"] * 2


def test_a_restored_kiosk_shows_the_paid_order_again(rehearsal: Rehearsal, lab: Lab) -> None:
    async def scene() -> None:
        order_id = (await rehearsal.buy()).order_id
        rehearsal.kiosk.touch(Touch.DONE)
        await rehearsal.screen(Screen.THANK_YOU)
        await lab.snapshot()
        rehearsal.kiosk.touch(Touch.DONE)
        await rehearsal.screen(Screen.ATTRACT)
        rehearsal.kiosk.touch(Touch.START)
        await rehearsal.buy()
        # From before on, since that screen doesn't stay for long.
        watching = asyncio.create_task(
            rehearsal.until(lambda state: (state.screen, state.order_id) == (Screen.CONFIRMED, order_id))
        )
        assert await lab.restore() == FOLLOWED
        assert (await watching).queue_number == "Q001"
        rehearsal.api.update_order(order_id, "printing")
        await rehearsal.until(lambda state: [each.status for each in state.queue] == [OrderStatus.PRINTING])

    play(rehearsal, scene)
    assert captured(rehearsal) == 2199


def test_a_restored_kiosk_without_a_sale_waits_as_it_did(rehearsal: Rehearsal, lab: Lab) -> None:
    async def scene() -> None:
        await rehearsal.screen(Screen.CODE)
        await lab.advance(24 * 3600)
        await rehearsal.screen(Screen.ATTRACT)
        await lab.snapshot()
        rehearsal.kiosk.touch(Touch.START)
        await rehearsal.buy()
        assert await lab.restore() == FOLLOWED
        await rehearsal.screen(Screen.ATTRACT)

    play(rehearsal, scene)
    assert captured(rehearsal) == 0
