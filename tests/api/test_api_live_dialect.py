"""The live dialect: where the live service answers an unknown order with a 200."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.settings import Dialect, Settings
from contract.hints import Code, parse_hints
from tests.api.api_driver import Api

TRIGGER: dict[str, Any] = {"order_id": "ORDER_a819e123", "equipment_id": "CN_DEBUG_01", "print_data": {}}


@pytest.fixture
def live(start: Callable[[Settings], Flask], settings: Settings) -> FlaskClient:
    return start(dataclasses.replace(settings, dialect=Dialect.LIVE)).test_client()


def test_an_unknown_order_is_a_failure_inside_a_success(live: FlaskClient) -> None:
    answer = live.get("/api/chinese/print/ORDER_a819e123/status")
    body = dict(answer.json or {})
    del body["debug_info"]
    assert answer.status_code == 200
    assert body == {"success": False, "error": "404: Order not found: ORDER_a819e123"}


def test_the_explanation_stays(live: FlaskClient) -> None:
    answer = live.get("/api/chinese/print/ORDER_a819e123/status")
    assert [hint.code for hint in parse_hints(answer.headers["Lab-Hint"])] == [Code.ORDER_UNKNOWN]


def test_a_trigger_of_an_unknown_order(live: FlaskClient) -> None:
    answer = live.post("/api/chinese/print/trigger", json=TRIGGER)
    assert (answer.status_code, (answer.json or {})["success"]) == (200, False)


@pytest.mark.parametrize(
    "path", ["order/ORDER_a819e123/download-links", "images/batch-download?order_ids=ORDER_a819e123"]
)
def test_downloads_of_an_unknown_order(live: FlaskClient, path: str) -> None:
    answer = live.get(f"/api/chinese/{path}")
    assert (answer.status_code, (answer.json or {})["success"]) == (200, False)


def test_everything_else_is_as_documented(live: FlaskClient) -> None:
    api = Api(live)
    assert api.update_order("ORDER_a819e123", "printing").status_code == 404
    assert live.get("/api/chinese/equipment/PRINTER_009/info").status_code == 404
    trigger = TRIGGER | {"order_id": api.order(), "equipment_id": "PRINTER_009"}
    assert live.post("/api/chinese/print/trigger", json=trigger).status_code == 404


def test_the_documented_dialect_says_404(api: Api) -> None:
    assert api.client.post("/api/chinese/print/trigger", json=TRIGGER).status_code == 404
