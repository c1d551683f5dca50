"""Refunds in the lab: money goes back on the books once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import peewee
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from backend.models.payment import Refund
from backend.world.environment import Environment
from contract.lab_client import LabClient
from contract.messages.refunds import MakeRefund
from contract.transport import Transport
from kernel.money import Money
from tests.api.api_driver import BEARER, TOKEN, Api, ManualClock
from tests.api.app_transport import AppTransport

THREADS = 8


def _refund(app: Flask, **changed: Any) -> TestResponse:
    body = {"transaction_id": "TXN", "amount": 21.99, "reason": "The case broke"} | changed
    return app.test_client().post("/lab/refunds", json=body, headers=BEARER)


@pytest.fixture
def paid(api: Api) -> str:
    """A session paid with the transaction TXN."""
    session_id = api.pending()
    api.confirm(session_id, transaction_id="TXN")
    return session_id


def test_a_refund(api: Api, app: Flask, paid: str, clock: ManualClock) -> None:
    clock.advance(days=1)
    answer = _refund(app)
    refund = {
        "transaction_id": "TXN",
        "session_id": paid,
        "order_id": api.status(paid)["order_id"],
        "amount": 21.99,
        "currency": "GBP",
        "reason": "The case broke",
        "refunded_at": "2025-08-05T14:30:22Z",
    }
    assert (answer.status_code, answer.json) == (200, refund)
    assert api.lab("refunds").json == {"refunds": [refund]}


def test_a_refund_is_announced(api: Api, app: Flask, paid: str) -> None:
    cursor = (api.lab("events").json or {})["next"]
    _refund(app, amount=5)
    _refund(app, amount=5)
    [event] = (api.lab(f"events?after={cursor}").json or {})["events"]
    assert (event["kind"], event["session_id"], event["data"]) == ("refunded", paid, {"amount": 500})


@pytest.mark.usefixtures("paid")
def test_the_same_refund_again(app: Flask, clock: ManualClock) -> None:
    first = _refund(app, amount=10.5).json
    clock.advance(minutes=1)
    again = _refund(app, amount=10.5)
    assert (again.status_code, again.json) == (200, first)


@pytest.mark.usefixtures("paid")
@pytest.mark.parametrize("changed", [{"amount": 1}, {"reason": "Something else"}, {"amount": 30}])
def test_another_refund_of_the_same_payment(app: Flask, changed: dict[str, Any]) -> None:
    _refund(app)
    answer = _refund(app, **changed)
    assert (answer.status_code, (answer.json or {})["code"]) == (409, "REFUND_REPEATED")


@pytest.mark.usefixtures("paid")
def test_more_than_was_paid(api: Api, app: Flask) -> None:
    answer = _refund(app, amount=22)
    assert (answer.status_code, (answer.json or {})["code"]) == (400, "REFUND_TOO_HIGH")
    assert api.lab("refunds").json == {"refunds": []}


def test_without_a_payment(app: Flask) -> None:
    app.test_client().post("/api/chinese/order/payStatus", json={"third_id": "TXN", "status": 3})
    answer = _refund(app)
    assert (answer.status_code, (answer.json or {})["code"]) == (404, "REFUND_WITHOUT_PAYMENT")


@pytest.mark.parametrize(
    "changed",
    [{"amount": 0}, {"amount": -1}, {"amount": 0.001}, {"amount": "5"}, {"reason": ""}, {"transaction_id": None}],
)
def test_refused_field(app: Flask, changed: dict[str, Any]) -> None:
    assert _refund(app, **changed).status_code == 422


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_the_token(app: Flask, method: str) -> None:
    assert app.test_client().open("/lab/refunds", method=method, json={}).status_code == 401


@pytest.mark.usefixtures("paid")
def test_refunds_at_once_are_one(app: Flask, environment: Environment) -> None:
    amounts = [5, 6] * (THREADS // 2)
    with ThreadPoolExecutor(THREADS) as pool:
        statuses = list(pool.map(lambda amount: _refund(app, amount=amount).status_code, amounts))
    assert sorted(statuses) == [200] * (THREADS // 2) + [409] * (THREADS // 2)
    with environment.store.reading():
        assert Refund.select().count() == 1


@pytest.mark.usefixtures("paid")
@pytest.mark.parametrize("change", [Refund.update(amount_pence=1), Refund.delete()])
def test_refunds_are_append_only(app: Flask, environment: Environment, change: peewee.Query) -> None:
    _refund(app)
    with pytest.raises(peewee.IntegrityError, match="append-only"), environment.store.writing():
        change.execute()


@pytest.mark.usefixtures("paid")
def test_our_own_client(app: Flask) -> None:
    request = MakeRefund(transaction_id="TXN", amount=Money(2199), reason="The case broke")

    async def give_back() -> bool:
        async with Transport("http://localhost", "test", lambda: TOKEN, AppTransport(app)) as transport:
            lab = LabClient(transport)
            return [await lab.refund(request)] == await lab.refunds()

    assert asyncio.run(give_back())
