"""A backend with a seed: the same calls get the same answers, whoever else calls and however often it is started.

What goes by real time is left out: `Date`, and when a rate limit ends.
"""

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from backend.app import close_app, create_app
from backend.http.context import environment_of
from backend.models.order import Payment
from backend.settings import Settings
from kernel.chance import Chance
from kiosk_app.controller.state import Touch
from kiosk_app.machine.screen import Screen
from tests.api.api_driver import Api, ManualClock
from tests.api.app_transport import AppTransport
from tests.api.kiosk_driver import Rehearsal

REAL_TIME = {"Date", "X-RateLimit-Reset"}
HOOK = {
    "webhook_url": "http://127.0.0.1:9/hook",
    "events": ["order_status_change"],
    "secret": "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=",
}


class Told(NamedTuple):
    """All of an answer that its guide documents."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


def told(answer: TestResponse) -> Told:
    return Told(answer.status_code, [one for one in answer.headers if one[0] not in REAL_TIME], answer.data)


def sale(api: Api, machine: str = "VM001") -> Iterator[TestResponse]:
    """Every call of a sale, from the code on the screen to the finished case, some refusals among them."""
    yield (created := api.create(machine_id=machine))
    session_id = str((created.json or {})["session_id"])
    yield api.confirm(session_id)
    yield api.register(session_id, machine_id=machine)
    yield api.progress(session_id, user_progress="designing")
    yield api.get(session_id, "status")
    yield api.validate(session_id)
    yield api.summary(session_id)
    yield api.get(session_id, "order-info")
    yield (paid := api.confirm(session_id, transaction_id=f"TXN_{machine}"))
    order_id = str((paid.json or {})["order_id"])
    yield api.claim(order_id)
    for status in ("printing", "completed", "printing"):
        yield api.update_order(order_id, status, equipment_id="CN_DEBUG_01")
    yield api.client.get(f"/api/chinese/print/{order_id}/status")
    yield api.client.get(f"/api/chinese/payment/TXN_{machine}/status")
    yield (links := api.client.get(f"/api/chinese/order/{order_id}/download-links"))
    yield api.client.get((links.json or {})["download_links"]["preview"])
    yield api.delete(session_id)


def day(api: Api) -> list[Told]:
    """A sale, with a webhook that hears of it."""
    answers = [api.client.post("/api/chinese/webhook/configure", json=HOOK), *sale(api)]
    return [told(one) for one in [*answers, api.lab("webhooks/deliveries")]]


def numbers(api: Api) -> list[str]:
    """Of all calls in the journal."""
    return [str(call["request_id"]) for call in (api.lab("journal?limit=1000").json or {})["calls"]]


@pytest.fixture
def seeded(settings: Settings) -> Settings:
    return replace(settings, chance_seed=7)


@pytest.fixture
def fresh(start: Callable[[Settings], Flask], tmp_path: Path) -> Callable[[Settings], Api]:
    """A new backend on a new database."""
    number = iter(range(100))

    def start_fresh(settings: Settings) -> Api:
        return Api(start(replace(settings, database=tmp_path / f"{next(number)}.db")).test_client())

    return start_fresh


def test_a_day_comes_again_byte_for_byte(fresh: Callable[[Settings], Api], seeded: Settings) -> None:
    assert day(fresh(seeded)) == day(fresh(seeded))


def test_another_seed_is_another_day(fresh: Callable[[Settings], Api], seeded: Settings) -> None:
    one, other = fresh(seeded), fresh(replace(seeded, chance_seed=8))
    assert one.session()[:-8] == other.session()[:-8]
    assert one.session() != other.session()


def test_without_a_seed_nothing_comes_again(fresh: Callable[[Settings], Api], settings: Settings) -> None:
    one, other = fresh(settings), fresh(settings)
    assert one.session()[:-8] == other.session()[:-8]
    assert one.session() != other.session()
    assert one.order() != other.order()
    assert not set(numbers(one)) & set(numbers(other))


@pytest.mark.parametrize("others_before", [1, 5, 13])
def test_another_machine_moves_nothing(fresh: Callable[[Settings], Api], seeded: Settings, others_before: int) -> None:
    alone = [told(one) for one in sale(fresh(seeded))]
    api = fresh(seeded)
    others = sale(api, "VM002")
    beside = []
    for one in sale(api):
        beside.append(told(one))
        for _ in range(others_before):
            next(others, None)
    assert beside == alone


def test_a_restart_repeats_no_id_and_changes_none(
    fresh: Callable[[Settings], Api], seeded: Settings, clock: ManualClock
) -> None:
    steady = fresh(seeded)
    expected = [steady.order() for _ in range(3)]
    found = []
    for _ in range(3):
        app = create_app(seeded, clock)
        api = Api(app.test_client())
        found.append(api.order())
        calls = numbers(api)
        close_app(app)
    assert found == expected
    assert len(set(found)) == 3
    assert len(set(calls)) == len(calls) == 3 * 4


def restore(api: Api) -> str:
    answer: Any = api.lab("snapshots/noon/restore", method="POST").json
    return str(answer["generation"])


def test_a_restored_snapshot_goes_on_with_the_same_ids(fresh: Callable[[Settings], Api], seeded: Settings) -> None:
    api = fresh(seeded)
    api.order()
    api.lab("snapshots", method="POST", json={"name": "noon"})
    first = (api.session(), api.order())
    restore(api)
    assert (api.session(), api.order()) == first


def test_each_restore_begins_a_life_of_its_own(fresh: Callable[[Settings], Api], seeded: Settings) -> None:
    api = fresh(seeded)
    api.lab("snapshots", method="POST", json={"name": "noon"})
    generations = []
    for _ in range(3):
        api.session()
        generations.append(restore(api))
    assert len(set(generations)) == 3
    assert len(set(numbers(api))) == len(numbers(api))


def transactions(api: Api, memory: Path, seed: int) -> list[str]:
    """Of two sales of a kiosk with that seed, which is switched off between them."""
    rehearsal = Rehearsal(AppTransport(api.client.application), api, memory)
    rehearsal.chance = Chance(seed)

    async def sale() -> None:
        async with rehearsal.switched_on() as kiosk:
            await rehearsal.buy()
            kiosk.touch(Touch.DONE)
            await rehearsal.screen(Screen.THANK_YOU)
            await rehearsal.screen(Screen.ATTRACT)

    for _ in range(2):
        asyncio.run(sale())
    with environment_of(api.client.application).store.reading():
        return [payment.transaction_id for payment in Payment.select().order_by(Payment.created_at, Payment.order_id)]


def test_a_kiosk_pays_with_the_same_transactions_again(
    fresh: Callable[[Settings], Api], seeded: Settings, tmp_path: Path
) -> None:
    first = transactions(fresh(seeded), tmp_path / "first.db", seed=7)
    again = transactions(fresh(seeded), tmp_path / "again.db", seed=7)
    other = transactions(fresh(seeded), tmp_path / "other.db", seed=8)
    assert again == first
    assert not set(first) & set(other)
    assert all(re.fullmatch("TXN_VM001_20250804_[0-9A-F]{8}", one) for one in first)
