"""A backend with the guides' examples, calls to it, and documents compared by their keys and JSON types.

Knows nothing of ours but the running application.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from backend.app import close_app, create_app
from backend.settings import Settings
from tests.api.printed_requests import CONFIRM, CREATE, REGISTER, SESSION_ID, SUMMARY, UPDATE_ORDER, Request

TOKEN = "the lab's token"
PRINTED_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT.*")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
"""RFC 3339, UTC, `Z`, whole seconds."""
TRANSACTION_ID = "TXN_VM001_20250804_001"
ORDER_ID = "ORDER_a819e123"
PAID = (REGISTER, SUMMARY, CONFIRM)
TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", type(None): "null"}


class Clock:
    """The computer's time, or as much later as a test needs; fails once when it is told to."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        self.fail_once = False

    def now(self) -> datetime:
        if self.fail_once:
            self.fail_once = False
            raise OSError("the clock has stopped")
        return datetime.now(UTC) + self.ahead


class Backend:
    """The application, called from an address of its own each time: the limit of 35 calls is per address."""

    def __init__(self, app: Flask, clock: Clock) -> None:
        self.clock = clock
        self._client = app.test_client()
        self._last_address = IPv4Address("10.0.0.0")

    def send(self, request: Request, address: str = "", **headers: str) -> TestResponse:
        method, path, body = request
        self._last_address += 1
        return self._client.open(
            path,
            method=method,
            data=body,
            headers=({"Content-Type": "application/json"} if body else {}) | headers,
            environ_base={"REMOTE_ADDR": address or str(self._last_address)},
        )

    def get(self, path: str) -> Any:
        return self.send(("GET", path, "")).json

    def lab(self, path: str) -> Any:
        return self.send(("GET", f"/lab/{path}", ""), Authorization=f"Bearer {TOKEN}").json

    def session(self, *requests: Request) -> str:
        """A new session, after these printed requests."""
        session_id = str((self.send(CREATE).json or {})["session_id"])
        for request in requests:
            answer = self.send(about(request, session_id))
            assert answer.status_code == 200, answer.text
        return session_id

    def status(self, session_id: str) -> Any:
        return self.get(f"/api/vending/session/{session_id}/status")

    def order(self, *statuses: str) -> str:
        """A new order, after these reports."""
        order_id = str(self.status(self.session(*PAID))["order_id"])
        for status in statuses:
            answer = self.send(reported(order_id, status))
            assert answer.status_code == 200, answer.text
        return order_id


@contextmanager
def running(folder: Path) -> Iterator[Backend]:
    """A backend with the settings that it has by itself."""
    clock = Clock()
    app = create_app(Settings(folder / "backend.db", "https://pimpmycase.shop", TOKEN, examples=True), clock)
    try:
        backend = Backend(app, clock)
        backend.get(f"/api/vending/session/{SESSION_ID[:-8]}00000000/status")
        backend.lab("journal")  # has read and explained the refusal above: all files are open
        backend.lab("orders/ORDER_1/artwork.png")  # and whoever draws has begun to work
        yield backend
    finally:
        close_app(app)


def about(request: Request, session_id: str) -> Request:
    """A printed request about another session, paid with a transaction of its own."""
    method, path, body = request
    body = body.replace(TRANSACTION_ID, f"TXN_{session_id}")
    return method, path.replace(SESSION_ID, session_id), body.replace(SESSION_ID, session_id)


def changed(request: Request, **fields: Any) -> Request:
    """A printed request with other fields; None leaves one out."""
    method, path, body = request
    document = json.loads(body) | fields
    return method, path, json.dumps({name: value for name, value in document.items() if value is not None})


def reported(order_id: str, status: str) -> Request:
    return changed(UPDATE_ORDER, order_id=order_id, status=status)


@dataclass(frozen=True)
class Exchange:
    """A printed request and the answer to it, as JSON."""

    request: Request
    answer: str
    more: str = "{}"
    """What decisions add to a printed answer."""
    told: tuple[str, ...] = ()
    """Keys whose values are as printed."""

    @property
    def document(self) -> Any:
        return json.loads(self.answer)

    def expected(self) -> dict[str, Any]:
        """What a test compares with `seen`."""
        return {
            "answer": (200, "application/json"),
            "shape": union(shape(self.document), shape(json.loads(self.more))),
            "told": {key: self.document[key] for key in self.told},
            "wrong moments": {},
        }

    def seen(self, answer: TestResponse) -> dict[str, Any]:
        document = answer.json or {}
        return {
            "answer": (answer.status_code, answer.mimetype),
            "shape": shape(document),
            "told": {key: document.get(key) for key in self.told},
            "wrong moments": wrong_moments(document, self.document),
        }


def shape(document: Any) -> Any:
    """The JSON types in place of the values; of a list, those of its items, each once. Without debug_info."""
    if isinstance(document, dict):
        return {key: shape(value) for key, value in document.items() if key != "debug_info"}
    if isinstance(document, list):
        shapes = [shape(item) for item in document]
        return [one for number, one in enumerate(shapes) if one not in shapes[:number]]
    return TYPES[type(document)]


def union(one: Any, other: Any) -> Any:
    """Two shapes in one, as an answer has them that serves both guides."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one | {key: union(one[key], value) if key in one else value for key, value in other.items()}
    return other


def leaves(document: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that is neither object nor list, with where it stands."""
    if isinstance(document, dict):
        for key, value in document.items():
            yield from leaves(value, f"{path}.{key}")
    elif isinstance(document, list):
        for number, value in enumerate(document):
            yield from leaves(value, f"{path}[{number}]")
    else:
        yield path, document


def wrong_moments(document: Any, printed: Any) -> dict[str, Any]:
    """What isn't a moment of our format where the guide prints a moment."""
    answered = dict(leaves(document))
    places = [path for path, value in leaves(printed) if PRINTED_MOMENT.fullmatch(str(value))]
    return {path: answered.get(path) for path in places if not MOMENT.fullmatch(str(answered.get(path)))}
