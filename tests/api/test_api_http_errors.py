"""The error shape, and the order of checks that comes before any rule."""

import json
import math
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from backend.models.event import Event
from backend.world.environment import Environment
from tests.api.api_driver import BEARER, Api

CREATE = "/api/vending/create-session"
SESSION = "VM001_20250804_143022_A1B2C3D4"


def _post(api: Api, data: bytes, content_type: str = "application/json", path: str = CREATE) -> TestResponse:
    return api.client.post(path, data=data, content_type=content_type)


def test_error_shape(api: Api) -> None:
    answer = api.client.get(f"/api/vending/session/{SESSION}/status").json or {}
    assert answer["detail"] == f"Session not found: {SESSION}"
    assert answer["validation_errors"] == []
    assert answer["timestamp"] == "2025-08-04T14:30:22Z"


def test_validation_error_as_printed(api: Api) -> None:
    answer = api.update_order("ORDER_a819e123", "invalid_status")
    assert answer.status_code == 422
    assert (answer.json or {})["validation_errors"] == [
        {
            "field": "status",
            "message": "Status must be one of: ['pending', 'printing', 'printed', 'completed', 'failed', 'cancelled']",
            "received_value": "invalid_status",
        }
    ]
    assert isinstance((answer.json or {})["detail"], str)


def test_a_missing_field_was_received_as_null(api: Api) -> None:
    error = (_post(api, b"{}").json or {})["validation_errors"][0]
    assert error == {"field": "machine_id", "message": "Field is required", "received_value": None}


@pytest.mark.parametrize(
    ("received", "quoted"),
    [
        ("x" * 300, "x" * 200),
        (math.inf, "Infinity"),
        ([1, 2], [1, 2]),
        (["y" * 300], '["' + "y" * 198),
        ([math.inf], "[Infinity]"),
        ("\ud800", r"\ud800"),
    ],
)
def test_received_value_is_short_valid_json(api: Api, received: Any, quoted: Any) -> None:
    body = json.dumps({"machine_id": "VM001", "session_timeout_minutes": received})
    answer = _post(api, body.replace("Infinity", "1e999").encode())
    assert json.loads(answer.data)["validation_errors"][0]["received_value"] == quoted


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"machine_id": NaN}',
        b'{"machine_id": -Infinity}',
        b'"VM001"',
        b"[]",
        b"null",
        b"\xff\xfe\xfa",
        b'{"metadata": ' + b"[" * 60 + b"]" * 60 + b"}",
        b"[" * 100_000,
        b'{"a": ' + b"9" * 5000 + b"}",
    ],
)
def test_bad_json(api: Api, body: bytes) -> None:
    answer = _post(api, body)
    assert answer.status_code == 400
    assert (answer.json or {})["detail"].startswith("Body ")


def test_of_a_double_key_the_last_counts(api: Api) -> None:
    answer = _post(api, b'{"machine_id": 5, "machine_id": "VM002"}')
    assert (answer.json or {})["qr_data"]["machine_id"] == "VM002"


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_another_content_type(api: Api, content_type: str) -> None:
    assert _post(api, b"{", content_type).status_code == 415


def test_a_charset_is_fine(api: Api) -> None:
    answer = _post(api, b'{"machine_id": "VM001"}', "application/json; charset=utf-8")
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "session_id",
    [
        "VM001",
        "VM001_2025729_143022_A1B2C3",
        "VM001_20250230_143022_A1B2C3",
        "VM001_20250729_250000_A1B2C3",
        "VM001_20250729_143022_A1B2C",
        "VM001_20250729_143022_A1B2C3D4E",
        "_20250729_143022_A1B2C3",
        "VM001 _20250729_143022_A1B2C3",
        "V" * 190 + "_20250729_143022_A1B2C3",
    ],
)
def test_a_malformed_session_id_comes_before_the_body(api: Api, session_id: str) -> None:
    answer = _post(api, b"{", "text/plain", f"/api/vending/session/{session_id}/register-user")
    assert answer.status_code == 400
    assert (answer.json or {})["detail"].startswith("Malformed session_id")


def test_a_malformed_order_id(api: Api) -> None:
    assert api.client.get("/api/chinese/print/ORDER%20x/status").status_code == 400


def test_the_body_comes_before_the_look_up(api: Api) -> None:
    assert _post(api, b"{}", path=f"/api/vending/session/{SESSION}/order-summary").status_code == 422
    assert api.register(SESSION).status_code == 404


@pytest.mark.parametrize("call", ["register", "summary", "confirm", "validate", "delete"])
def test_an_unknown_session(api: Api, call: str) -> None:
    assert getattr(api, call)(SESSION).status_code == 404


@pytest.mark.parametrize("path", ["/nowhere", "/api/nowhere", "/api/vending/session//status", "/api//nowhere"])
def test_unknown_urls(api: Api, path: str) -> None:
    answer = api.client.get(path)
    assert answer.status_code == 404
    assert "Endpoint not found" in (answer.json or {})["detail"]


def test_a_wrong_method(api: Api) -> None:
    answer = api.client.get(CREATE)
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert "GET is not allowed here" in (answer.json or {})["detail"]


def test_a_body_of_more_than_a_megabyte(api: Api) -> None:
    answer = _post(api, b'{"machine_id": "' + b"x" * 1024 * 1024 + b'"}')
    assert answer.status_code == 413
    assert (answer.json or {})["detail"] == "Body is too large: at most 1 MB"


def test_our_own_mistake_is_logged_and_not_shown(app: Flask, expected_logs: list[str]) -> None:
    expected_logs.append("Exception on /api/broken")
    app.add_url_rule("/api/broken", view_func=lambda: str(1 // 0))
    answer = app.test_client().get("/api/broken")
    assert answer.status_code == 500
    assert (answer.json or {})["detail"] == "Internal server error"


def test_health_when_the_database_fails(api: Api, environment: Environment, expected_logs: list[str]) -> None:
    expected_logs.append("the database failed")
    with environment.store.writing():
        Event._meta.database.execute_sql("DROP TABLE session")
    answer = api.client.get("/health")
    assert (answer.status_code, (answer.json or {})["status"]) == (500, "unhealthy")
    assert (answer.json or {}).keys() == {"status", "timestamp", "api_version", "services", "metrics"}
    assert (answer.json or {})["services"]["database"] == "disconnected"


def test_the_lab_speaks_problem_json(api: Api) -> None:
    answer = api.client.get("/lab/orders/ORDER_1/artwork.png", headers=BEARER)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.get_json(force=True)["title"] == "Not Found"
