"""Sessions as the lab lists them, and the time line of one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from backend.models.ledger import LedgerBreak
from backend.settings import Settings
from backend.webhooks.courier import deliver_due
from backend.world.environment import Environment
from contract.vocabulary import BreakKind
from tests.api.api_driver import Api, ManualClock
from tests.api.receiver import receiving
from tests.api.webhook_driver import configure, listening

UNKNOWN = "VM001_20250804_143022_A1B2C3D4"


def listed(api: Api, query: str = "") -> list[str]:
    return [one["session_id"] for one in (api.lab(f"sessions{query}").json or {})["sessions"]]


def line(api: Api, session_id: str) -> list[dict[str, Any]]:
    return list((api.lab(f"sessions/{session_id}/timeline").json or {})["entries"])


def titles(api: Api, session_id: str, *kinds: str) -> list[str]:
    entries = [one for one in line(api, session_id) if not kinds or one["kind"] in kinds]
    return [one["title"].replace("/api/vending/session/{session_id}", "") for one in entries]


def test_the_newest_first(api: Api, clock: ManualClock) -> None:
    first = api.session()
    clock.advance(seconds=1)
    second = api.session(machine_id="VM002")
    assert listed(api) == [second, first]
    assert listed(api, "?machine_id=VM001") == [first]
    assert listed(api, "?limit=1") == [second]


def test_a_session(api: Api) -> None:
    session_id = api.session()
    assert (api.lab("sessions").json or {})["sessions"] == [
        {
            "session_id": session_id,
            "machine_id": "VM001",
            "status": "active",
            "user_progress": "started",
            "order_id": None,
            "created_at": "2025-08-04T14:30:22Z",
            "expires_at": "2025-08-04T15:00:22Z",
        }
    ]


@pytest.mark.parametrize("limit", ["0", "201", "100000", "many", "-1"])
def test_too_many_sessions(api: Api, limit: str) -> None:
    answer = api.lab(f"sessions?limit={limit}")
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (400, "QUERY_MALFORMED")


@pytest.mark.parametrize(
    ("session_id", "status", "code"), [(UNKNOWN, 404, "SESSION_UNKNOWN"), ("VM001", 400, "SESSION_ID_MALFORMED")]
)
def test_no_such_session(api: Api, session_id: str, status: int, code: str) -> None:
    answer = api.lab(f"sessions/{session_id}/timeline")
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (status, code)


def test_a_sale_while_time_stands_still(api: Api) -> None:
    order_id = api.order()
    api.update_order(order_id, "printing")
    assert titles(api, listed(api)[0]) == [
        "POST /api/vending/create-session",
        "session_created",
        "POST /register-user",
        "session_changed",
        "POST /order-summary",
        "session_changed",
        "POST /confirm-payment",
        "session_changed",
        "order_created",
        "POST /api/chinese/order-status-update",
        "order_changed",
    ]


def test_a_refused_call(api: Api) -> None:
    session_id = api.session()
    api.confirm(session_id)
    refused = line(api, session_id)[-1]
    assert refused.pop("request_id").startswith("req_")
    assert refused["data"].pop("duration_ms") > 0
    assert refused == {
        "at": "2025-08-04T14:30:22.000Z",
        "kind": "call",
        "title": "POST /api/vending/session/{session_id}/confirm-payment",
        "status": 400,
        "message_id": None,
        "fault": None,
        "actor": "client 127.0.0.1",
        "is_refused": True,
        "data": {"codes": ["USER_NOT_REGISTERED"], "tags": [], "repeat_by": None, "sent": "whole"},
    }


def test_an_event_names_its_call(api: Api) -> None:
    session_id = api.session()
    call, event = line(api, session_id)
    assert event["request_id"] == call["request_id"]
    assert event["data"] == {"status": "active", "user_progress": "started"}


def test_polls_are_folded(api: Api, clock: ManualClock) -> None:
    session_id = api.session()
    for _ in range(5):
        clock.advance(seconds=1)
        api.status(session_id)
    *_, polls = line(api, session_id)
    assert (polls["data"]["times"], polls["data"]["last_at"]) == (5, "2025-08-04T14:30:27.000Z")


def test_calls_that_name_the_order_or_the_payment_alone(api: Api) -> None:
    order_id = api.order()
    session_id = listed(api)[0]
    api.client.get(f"/api/chinese/payment/TXN_{session_id}/status")
    api.print_status(order_id)
    assert titles(api, session_id)[-2:] == [
        "GET /api/chinese/payment/{payment_id}/status",
        "GET /api/chinese/print/{order_id}/status",
    ]


def test_nothing_of_other_sessions(api: Api) -> None:
    session_id = api.session()
    api.order()
    assert len(line(api, session_id)) == 2


def test_webhooks_are_on_it(api: Api, environment: Environment) -> None:
    with receiving() as receiver:
        webhook_id = listening(api, receiver, "payment_completed")
        api.order()
        deliver_due(environment)
    entry = line(api, listed(api)[0])[-1]
    assert (entry["kind"], entry["title"], entry["status"]) == ("webhook", "payment_completed", 200)
    assert (entry["data"]["webhook_id"], entry["data"]["state"]) == (webhook_id, "delivered")


def test_a_webhook_that_waits_is_on_it(api: Api) -> None:
    configure(api, events=["payment_completed"])
    api.order()
    [entry] = [one for one in line(api, listed(api)[0]) if one["kind"] == "webhook"]
    assert (entry["status"], entry["data"]["state"]) == (None, "pending")


def test_breaks_are_on_it(api: Api, environment: Environment) -> None:
    session_id = api.session()
    calls = [line(api, session_id)[0]["request_id"]]
    with environment.store.writing():
        LedgerBreak.create(
            kind=BreakKind.DOUBLE_CHARGE,
            subject=session_id,
            at=environment.now,
            session_id=session_id,
            facts={"amount": 21.99},
            calls=calls,
        )
    entry = line(api, session_id)[-1]
    assert (entry["kind"], entry["title"], entry["request_id"]) == ("break", "double_charge", calls[0])
    assert entry["data"] == {"amount": 21.99, "number": 1, "calls": calls, "repaired_at": None}


def test_without_a_journal_the_events_remain(start: Callable[[Settings], Flask], settings: Settings) -> None:
    api = Api(start(replace(settings, journal=False)).test_client())
    assert titles(api, api.session()) == ["session_created"]
