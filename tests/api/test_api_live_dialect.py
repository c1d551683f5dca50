"""The live dialect: unknown orders answered with a 200, and what the live client sends."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.http.context import environment_of
from backend.models.queries.jobs import latest_job
from backend.settings import Dialect, Settings
from contract.hints import Code, parse_hints
from tests.api.api_driver import Api, ManualClock
from tests.api.curl_runner import run_curl
from tests.api.refusals import World

PATH = "/api/chinese/print/trigger"
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
    answer = live.post(PATH, json=TRIGGER)
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
    assert live.post(PATH, json=trigger).status_code == 404


def test_the_documented_dialect_says_404(api: Api) -> None:
    assert api.client.post(PATH, json=TRIGGER).status_code == 404


@pytest.fixture
def live_world(start: Callable[[Settings], Flask], settings: Settings, clock: ManualClock) -> World:
    app = start(dataclasses.replace(settings, dialect=Dialect.LIVE))
    return World(app, environment_of(app), clock)


def test_the_live_clients_trigger(live_world: World) -> None:
    order_id = live_world.order()
    body = {"order_id": order_id, "printer_id": "PRINTER_001", "priority": 2}
    answer = live_world.post(PATH, body)
    triggered = answer.json or {}
    assert (answer.status_code, triggered["success"], triggered["message"]) == (200, True, "Print job triggered")
    assert (triggered["order_id"], triggered["equipment_id"]) == (order_id, "PRINTER_001")
    assert {*triggered} >= {"job_id", "status", "queue_position", "timestamp"}
    with live_world.environment.store.reading():
        assert latest_job(order_id).priority == 2


def test_a_trigger_without_a_priority_leaves_the_jobs(live_world: World) -> None:
    order_id = live_world.order()
    assert live_world.post(PATH, {"order_id": order_id, "printer_id": "PRINTER_001"}).status_code == 200
    with live_world.environment.store.reading():
        assert latest_job(order_id).priority == 5


def test_the_guides_trigger_is_served_too(live_world: World) -> None:
    assert live_world.post(PATH, TRIGGER | {"order_id": live_world.order()}).status_code == 200


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"printer_id": None}, 422, Code.FIELD_TYPE),
        ({"priority": 11}, 422, Code.PRIORITY_RANGE),
        ({"priority": "high"}, 422, Code.FIELD_TYPE),
        ({"printer_id": "PRINTER_01"}, 404, Code.EQUIPMENT_UNKNOWN),
    ],
)
def test_a_refused_live_trigger_is_corrected_in_its_own_form(
    live_world: World, changed: dict[str, Any], status: int, code: Code
) -> None:
    answer = live_world.post(PATH, {"order_id": live_world.order(), "printer_id": "PRINTER_001", **changed})
    hint = parse_hints(answer.headers["Lab-Hint"])[0]
    curl = (live_world.lab(f"journal/{hint.call}").json or {})["explanation"]["curl"]
    assert (answer.status_code, hint.code) == (status, code)
    assert "printer_id" in curl
    assert "equipment_id" not in curl
    assert run_curl(live_world.client, curl).status_code == 200


@pytest.mark.parametrize("body", [{}, {"order_id": "ORDER_1", "priority": 1}])
def test_a_live_trigger_without_a_printer(live_world: World, body: dict[str, Any]) -> None:
    refused = [error["field"] for error in (live_world.post(PATH, body).json or {})["validation_errors"]]
    assert "printer_id" in refused
    assert "print_data" not in refused


def test_the_documented_dialect_knows_no_printer(api: Api) -> None:
    answer = api.client.post(PATH, json={"order_id": api.order(), "printer_id": "PRINTER_001", "priority": 1})
    refused = [error["field"] for error in (answer.json or {})["validation_errors"]]
    assert (answer.status_code, refused) == (422, ["equipment_id", "print_data"])
