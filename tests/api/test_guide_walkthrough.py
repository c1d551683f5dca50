"""The guides' requests, in the guides' order, all succeed on a backend that was started with `--seed examples`.

Nothing here knows our contract.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.models.balances import verify
from backend.settings import Settings
from tests.api.api_driver import shape
from tests.api.printed_requests import (
    GUIDE_2_1_0,
    GUIDE_2_2_0,
    PAY_STATUS,
    PAYMENT_STATUS,
    SESSION,
    SUMMARY,
    Request,
)


@pytest.fixture
def client(start: Callable[[Settings], Flask], settings: Settings) -> FlaskClient:
    """Of a backend that begins with the guides' examples, and counts calls as it does by default."""
    return start(replace(settings, examples=True, rate_limit=35)).test_client()


def _send(client: FlaskClient, request: Request) -> TestResponse:
    method, path, body = request
    headers = {"Content-Type": "application/json"} if body else {}
    return client.open(path, method=method, data=body, headers=headers)


@pytest.mark.parametrize(
    "guide", [GUIDE_2_2_0, GUIDE_2_1_0, [*GUIDE_2_2_0, *GUIDE_2_1_0]], ids=["2.2.0", "2.1.0", "both"]
)
def test_all_printed_requests_succeed(client: FlaskClient, guide: list[Request]) -> None:
    answers = [(request[:2], _send(client, request)) for request in guide]
    failed = [(asked, answer.get_data(as_text=True)) for asked, answer in answers if answer.status_code != 200]
    assert failed == []


def test_the_books_agree_afterwards(client: FlaskClient, settings: Settings) -> None:
    for request in [*GUIDE_2_2_0, *GUIDE_2_1_0]:
        _send(client, request)
    assert [(one.name, one.breaks) for one in verify(settings.database) if one.breaks] == []


def test_the_printed_payment(client: FlaskClient) -> None:
    _send(client, PAY_STATUS)
    document = _send(client, PAYMENT_STATUS).json or {}
    document.pop("debug_info")
    assert document == {
        "payment_id": "TEST_PAYMENT_E90225F45081",
        "status": 3,
        "status_description": "paid",
        "amount": 1999,
        "currency": "GBP",
        "created_at": "2025-08-02T14:35:00Z",
        "updated_at": "2025-08-02T14:37:15Z",
    }


def test_the_printed_session(client: FlaskClient) -> None:
    document = client.get(f"{SESSION}/status").json or {}
    told = [document[key] for key in ("status", "user_progress", "created_at", "expires_at", "order_id")]
    assert told == ["active", "qr_scanned", "2025-08-04T14:30:22Z", "2025-08-04T15:00:22Z", None]


def test_the_printed_queue(client: FlaskClient) -> None:
    assert (client.get("/api/chinese/equipment/CN_DEBUG_01/info").json or {})["current_queue"] == 3


def test_the_printed_order(client: FlaskClient) -> None:
    document = client.get("/api/chinese/print/ORDER_a819e123/status").json or {}
    document.pop("debug_info")
    assert document == {
        "order_id": "ORDER_a819e123",
        "print_status": "pending",
        "progress": 0,
        "started_at": None,
        "completed_at": None,
        "equipment_id": "CN_DEBUG_01",
        "quality_check": "pending",
    }


def test_without_the_examples(start: Callable[[Settings], Flask], settings: Settings) -> None:
    client = start(settings).test_client()
    assert client.get(f"{SESSION}/status").status_code == 404
    assert client.get("/api/chinese/print/ORDER_1/status").status_code == 404


class PrintedClient:
    """The Python client of guide 2.2.0, which has all that 2.1.0's has, sending through Flask instead of requests."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str) -> Any:
        return self.client.get(path).json

    def post(self, path: str, data: dict[str, Any]) -> Any:
        return self.client.post(path, data=json.dumps(data), content_type="application/json").json

    def update_order_status(self, order_id: str, status: str, equipment_id: str, notes: str = "") -> Any:
        data = {"order_id": order_id, "status": status, "equipment_id": equipment_id, "notes": notes}
        return self.post("/api/chinese/order-status-update", data)

    def create_vending_session(self, machine_id: str, location: str, timeout_minutes: int = 30) -> Any:
        data = {
            "machine_id": machine_id,
            "location": location,
            "session_timeout_minutes": timeout_minutes,
            "metadata": {"created_by": "chinese_manufacturer", "timezone": "Europe/London"},
        }
        return self.post("/api/vending/create-session", data)

    def register_user(
        self, session_id: str, machine_id: str, location: str, user_agent: str = "", ip_address: str = ""
    ) -> Any:
        data = {
            "machine_id": machine_id,
            "session_id": session_id,
            "location": location,
            "user_agent": user_agent,
            "ip_address": ip_address,
        }
        return self.post(f"/api/vending/session/{session_id}/register-user", data)

    def confirm_vending_payment(
        self, session_id: str, amount: float, transaction_id: str, payment_data: dict[str, str] | None = None
    ) -> Any:
        data = {
            "session_id": session_id,
            "payment_method": "card",
            "payment_amount": amount,
            "transaction_id": transaction_id,
            "payment_data": payment_data or {},
        }
        return self.post(f"/api/vending/session/{session_id}/confirm-payment", data)

    def send_design(self, session_id: str) -> None:
        """What the shopper's phone does while the printed example polls."""
        body = json.loads(SUMMARY[2]) | {"session_id": session_id}
        assert self.post(f"/api/vending/session/{session_id}/order-summary", body)["success"]


@pytest.fixture
def printed(client: FlaskClient) -> PrintedClient:
    return PrintedClient(client)


@pytest.mark.parametrize(("id_name", "text_name"), [("third_id", "message"), ("payment_id", "notes")])
def test_basic_integration_example(printed: PrintedClient, id_name: str, text_name: str) -> None:
    """Of both guides: what it reads from each answer, and what succeeds."""
    assert printed.get("/api/chinese/test-connection")["status"] == "success"
    stock = printed.get("/api/chinese/models/stock-status")
    assert (type(len(stock["models"])), type(stock["total_available"])) == (int, int)
    payment = {id_name: "PAY_123", "status": 3, text_name: "Payment confirmed"}
    assert printed.post("/api/chinese/order/payStatus", payment)["success"]
    assert printed.update_order_status("ORDER_456", "printing", "CN_DEBUG_01")["success"]


def test_vending_machine_workflow_example(printed: PrintedClient) -> None:
    session = printed.create_vending_session("VM001", "Oxford Street Mall", 30)
    session_id = session["session_id"]
    assert session["qr_data"]["qr_url"].startswith("https://pimpmycase.shop?session=")
    registered = printed.register_user(
        session_id, "VM001", "Oxford Street Mall", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0)", "192.168.1.100"
    )
    assert registered["user_registered"]
    printed.send_design(session_id)
    assert printed.get(f"/api/vending/session/{session_id}/status")["user_progress"] == "payment_reached"
    amount = printed.get(f"/api/vending/session/{session_id}/order-info")["payment_info"]["amount"]
    card = {"card_last_four": "1234", "card_type": "Visa", "authorization_code": "AUTH123456"}
    paid = printed.confirm_vending_payment(session_id, amount, "TXN_VM001_1754317822", card)
    assert shape([paid["order_id"], paid["queue_number"]]) == [str, str]
    assert printed.client.delete(f"/api/vending/session/{session_id}").json["success"]  # type: ignore[index]  # untyped


def test_defaults_of_the_printed_client(printed: PrintedClient) -> None:
    """It sends empty texts and objects where its caller gives nothing."""
    session_id = printed.create_vending_session("VM001", "")["session_id"]
    assert printed.register_user(session_id, "VM001", "")["user_registered"]
    printed.send_design(session_id)
    assert printed.confirm_vending_payment(session_id, 21.99, "TXN_1")["success"]


def test_health_monitoring_example(printed: PrintedClient) -> None:
    health = printed.get("/health")
    assert (health["status"], type(health["metrics"]["active_sessions"])) == ("healthy", int)
    assert {"database", "openai", "stripe"} <= {
        service for service, status in health["services"].items() if status in {"connected", "configured"}
    }
