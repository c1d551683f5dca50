"""What a fault does to a call, on the way and in the database."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from backend.settings import Settings
from backend.world.environment import Environment
from contract.hints import parse_hints
from contract.wire import Passage
from tests.api.api_driver import Api
from tests.api.fault_driver import CREATE, put, recorded, sessions, wire

Start = Callable[[Settings], Flask]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A backend behind a gate."""
    return replace(settings, gate_secret="the gate's secret")


@pytest.mark.parametrize(
    ("status", "detail", "retry_after"),
    [
        (404, "Not found", None),
        (429, "Rate limit exceeded: 35 requests/minute. Try again in 5 s", "5"),
        (500, "Internal server error", None),
        (503, "Service temporarily unavailable. Try again in 5 s", "5"),
        (507, "Insufficient Storage", None),
    ],
)
def test_a_status_has_its_documented_body(
    api: Api, environment: Environment, status: int, detail: str, retry_after: str | None
) -> None:
    put(api, "down", status)
    answer = api.create()
    body = answer.json or {}
    assert (body.pop("debug_info")["request_id"], body) == (
        recorded(api)[0]["request_id"],
        {"detail": detail, "validation_errors": [], "timestamp": "2025-08-04T14:30:22Z"},
    )
    assert (answer.status_code, answer.headers.get("Retry-After")) == (status, retry_after)
    assert sessions(environment) == 0


def test_a_status_names_its_fault_beside_it(api: Api) -> None:
    put(api, "down", 503)
    [hint] = parse_hints(api.create().headers["Lab-Hint"])
    assert hint.code == "FAULT_STATUS"
    assert hint.en.startswith("The lab's fault down answered 503 in the server's place")


@pytest.mark.parametrize(
    ("effect", "order", "made"),
    [
        ({"kind": "delay", "seconds": 1.5}, "again seconds=1.5 bytes=0 note=f", 0),
        ({"kind": "no_answer", "seconds": 7}, "hold seconds=7 bytes=0 note=f", 0),
        ("reply_lost_before_commit", "lose seconds=0 bytes=0 note=f", 0),
        ("reply_lost_after_commit", "lose seconds=0 bytes=0 note=f", 1),
        ({"kind": "truncated_body", "bytes": 9}, "cut seconds=0 bytes=9 note=f", 1),
        ({"kind": "late_answer", "seconds": 4}, "late seconds=4 bytes=0 note=f", 1),
        ("delivered_twice", "twice seconds=0 bytes=0 note=f", 1),
    ],
)
def test_the_gate_is_told_and_the_work_is_done_or_not(
    api: Api, environment: Environment, effect: Any, order: str, made: int
) -> None:
    put(api, "f", effect)
    answer = api.create()
    assert (wire(answer), sessions(environment)) == (order, made)


def test_a_lost_payment_is_paid_all_the_same(api: Api) -> None:
    session_id = api.pending()
    put(api, "hurts", "reply_lost_after_commit", match={"route": "confirm_payment"}, when={"times": 1})
    lost, again = api.confirm(session_id), api.confirm(session_id)
    assert [wire(lost), wire(again)] == ["lose seconds=0 bytes=0 note=hurts", None]
    assert api.status(session_id)["status"] == "payment_completed"
    assert (lost.json or {})["order_id"] == (again.json or {})["order_id"]


def test_a_delayed_call_is_carried_out_when_it_comes_again(api: Api, environment: Environment) -> None:
    put(api, "slow", "delay")
    environ = {"lab.passage": Passage.AGAIN, "lab.note": "slow"}
    answer = api.client.post(CREATE, json={"machine_id": "VM001"}, environ_overrides=environ)
    assert (answer.status_code, wire(answer), sessions(environment)) == (200, None, 1)


def test_wrong_content_type(api: Api) -> None:
    put(api, "portal", "wrong_content_type")
    answer = api.create()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert json.loads(answer.data)["success"] is True


def test_extra_fields_stand_in_every_object_and_replace_none(api: Api) -> None:
    put(api, "new", {"kind": "extra_fields", "fields": {"tomorrow": [1], "success": False}})
    body = api.create().json or {}
    assert (body["success"], body["tomorrow"], body["qr_data"]["tomorrow"]) == (True, [1], [1])


def test_extra_fields_leave_files_alone(api: Api) -> None:
    put(api, "new", "extra_fields")
    answer = api.client.get(f"/api/chinese/images/batch-download?order_ids={api.order()}")
    assert answer.data[:2] == b"PK"


def test_a_lost_call_uses_up_no_rate_limit(start: Start, settings: Settings) -> None:
    api = Api(start(replace(settings, rate_limit=2)).test_client())
    put(api, "f", "reply_lost_before_commit", when={"times": 3})
    answers = [api.client.get("/api/chinese/test-connection") for _ in range(6)]
    assert [answer.status_code for answer in answers[3:]] == [200, 200, 429]
