"""What the connections do: each script goes on for ever, and spreads its calls over many machines.

A machine may make 600 calls a minute.
"""

import itertools
import json
from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.api.client import Call, Script

MACHINES = [f"BENCH{number:03}" for number in range(500)]
MODELS = ("iPhone 15 Pro", "iPhone 15", "iPhone 14 Pro", "iPhone 14")
NINE = (
    "create-session",
    "status",
    "register-user",
    "progress",
    "order-summary",
    "order-info",
    "validate",
    "confirm-payment",
    "cancel",
)
"""The calls of one sale."""


def call(name: str, method: str, path: str, body: dict[str, Any] | None = None) -> Call:
    data = b"" if body is None else json.dumps(body).encode()
    kind = "" if body is None else "Content-Type: application/json\r\n"
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{kind}Content-Length: {len(data)}\r\n\r\n"
    return Call(name, head.encode() + data)


EMPTY = call("empty route", "GET", "/health")
STOCK_STATUS = call("stock-status", "GET", "/api/chinese/models/stock-status")


def create_session(machine_id: str) -> Call:
    return call("create-session", "POST", "/api/vending/create-session", {"machine_id": machine_id})


def session_status(session_id: str) -> Call:
    return call("status", "GET", f"/api/vending/session/{session_id}/status")


def batch_download(orders: Iterable[str]) -> Call:
    """All files of the orders in one archive."""
    path = f"/api/chinese/images/batch-download?order_ids={','.join(orders)}&format=zip"
    return call("batch-download", "GET", path)


def count_stock() -> Call:
    """So many blanks that no measurement sells them out."""
    counts = {f"iphone-{name.lower().replace(' ', '-')}": 1_000_000 for name in MODELS}
    return call("count stock", "POST", "/api/chinese/equipment/CN_DEBUG_01/stock", {"phone_models": counts})


def configure_webhook(url: str) -> Call:
    """Both events that a sale has."""
    body = {"webhook_url": url, "events": ["payment_completed", "order_status_change"], "secret": "of the bench"}
    return call("configure webhook", "POST", "/api/chinese/webhook/configure", body)


def repeat(calls: Iterable[Call]) -> Script:
    """The same calls again and again."""
    for each in itertools.cycle(calls):  # noqa: UP028 (`yield from` would send the answers on to the cycle)
        yield each


def once(calls: Iterable[Call], answers: list[Any]) -> Script:
    """Each call once; the answers are collected."""
    for each in calls:
        answers.append(json.loads((yield each)))  # noqa: PERF401 (a comprehension can't yield)


def sales(numbers: Iterator[int], orders: list[str]) -> Script:
    """One sale after another, nine calls each; the orders are collected."""
    for number in numbers:
        machine = MACHINES[number % len(MACHINES)]
        session_id = json.loads((yield create_session(machine)))["session_id"]
        yield session_status(session_id)
        yield from _design(session_id, machine, MODELS[number % len(MODELS)])
        confirmed = yield _post(session_id, "confirm-payment", _payment(session_id))
        orders.append(json.loads(confirmed)["order_id"])
        yield call("cancel", "DELETE", f"/api/vending/session/{session_id}")


def _design(session_id: str, machine: str, model: str) -> Script:
    yield _post(session_id, "register-user", {"machine_id": machine, "session_id": session_id})
    yield call("progress", "POST", f"/shop/session/{session_id}/progress", {"user_progress": "designing"})
    yield _post(session_id, "order-summary", _summary(session_id, model))
    yield call("order-info", "GET", f"/api/vending/session/{session_id}/order-info")
    yield _post(session_id, "validate", None)


def _post(session_id: str, name: str, body: dict[str, Any] | None) -> Call:
    return call(name, "POST", f"/api/vending/session/{session_id}/{name}", body)


def _summary(session_id: str, model: str) -> dict[str, Any]:
    design = {"brand": "iphone", "model": model, "template": "retro-remix", "text": "My Custom Text"}
    return {"session_id": session_id, "order_data": design, "payment_amount": 21.99, "currency": "GBP"}


def _payment(session_id: str) -> dict[str, Any]:
    return {
        "session_id": session_id,
        "payment_method": "card",
        "payment_amount": 21.99,
        "transaction_id": f"TXN_{session_id}",
    }
