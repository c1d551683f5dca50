"""The journal: every call is in it when the next query comes, and no request ever waits for it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Response

from backend.settings import Settings
from tests.api.api_driver import BEARER, TOKEN, Api, ManualClock

HIDDEN = "Xq7-hidden"
SESSION = "VM001_20250804_143022_A1B2C3D4"


@pytest.fixture
def file(settings: Settings) -> Path:
    return settings.database.with_name("backend.journal.sqlite")


def _calls(api: Api, query: str = "") -> list[dict[str, Any]]:
    return list((api.lab(f"journal{query}").json or {})["calls"])


def _paths(api: Api, query: str = "") -> list[str]:
    return [call["path"].rsplit("/", 1)[-1] for call in _calls(api, query)]


def _post(api: Api, data: bytes, content_type: str = "application/json") -> None:
    api.client.post("/api/vending/create-session", data=data, content_type=content_type)


@pytest.fixture
def locked(file: Path, api: Api) -> Iterator[sqlite3.Connection]:
    """Somebody else writes into the journal, and doesn't come to an end."""
    _calls(api)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def header(name: str, value: str) -> dict[str, str]:
    return {"name": name, "value": value}


def test_a_call(api: Api) -> None:
    answer = api.create()
    [call] = _calls(api)
    assert call.pop("duration_ms") > 0
    assert call.pop("real_time").endswith("Z")
    assert call.pop("request_id") == (answer.json or {})["debug_info"]["request_id"]
    assert (user_agent := call.pop("user_agent")).startswith("Werkzeug/")
    assert call == {
        "id": 1,
        "at": "2025-08-04T14:30:22.000Z",
        "method": "POST",
        "path": "/api/vending/create-session",
        "query": "",
        "route": "/api/vending/create-session",
        "status": 200,
        "is_refused": False,
        "actor": "client 127.0.0.1",
        "session_id": (answer.json or {})["session_id"],
        "order_id": None,
        "machine_id": "VM001",
        "transaction_id": None,
        "request": {
            "content_type": "application/json",
            "body": '{"machine_id": "VM001"}',
            "size": 23,
            "charset": "UTF-8",
            "is_cut_off": False,
            "version": None,
            "headers": [header("User-Agent", user_agent), header("Content-Type", "application/json")],
            "head_size": None,
        },
        "answer": {
            "content_type": "application/json",
            "body": answer.text,
            "size": len(answer.data),
            "charset": "UTF-8",
            "is_cut_off": False,
            "version": None,
            "headers": [header("Content-Type", "application/json")],
            "head_size": None,
        },
        "codes": [],
        "explanation": None,
        "hit": None,
        "repeat": None,
        "tags": [],
        "dropped": 0,
        "target": None,
        "announced": None,
        "received": None,
        "sent": "whole",
        "undone": None,
        "connection": None,
        "raw": None,
    }


def test_a_refused_call_is_explained(api: Api) -> None:
    api.status(SESSION)
    [call] = _calls(api)
    assert (call["is_refused"], call["codes"], call["machine_id"]) == (True, ["SESSION_UNKNOWN"], "VM001")
    assert call["explanation"]["code"] == "SESSION_UNKNOWN"
    assert call["explanation"]["curl"].startswith("curl ")


def test_the_ids_of_a_sale(api: Api) -> None:
    order_id = api.order()
    confirmed, *_ = _calls(api)
    session_id = confirmed["session_id"]
    assert (confirmed["order_id"], confirmed["transaction_id"]) == (order_id, f"TXN_{session_id}")
    assert {call["session_id"] for call in _calls(api)} == {session_id}


@pytest.fixture
def visited(api: Api, clock: ManualClock) -> Api:
    """Calls of several kinds, a minute between them: create-session, status, nowhere, order-status-update, health."""
    session_id = api.session(machine_id="VM002")
    clock.advance(minutes=1)
    api.client.get(f"/api/vending/session/{session_id}/status", headers={"Lab-Token": TOKEN, "User-Agent": "kiosk/1"})
    clock.advance(minutes=1)
    api.client.get(f"/api/vending/session/{session_id}/nowhere")
    clock.advance(minutes=1)
    api.update_order("ORDER_100%", "printing")
    clock.advance(minutes=1)
    api.client.get("/health")
    return api


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ("", ["health", "order-status-update", "nowhere", "status", "create-session"]),
        ("?session=", ["health", "order-status-update", "nowhere", "status", "create-session"]),
        ("?machine=VM002", ["nowhere", "status", "create-session"]),
        ("?order=ORDER_100%25", ["order-status-update"]),
        ("?route=/health", ["health"]),
        ("?route=/api/vending/session/{session_id}/status", ["status"]),
        ("?route=session_status", ["status"]),
        ("?route=cancel_session", []),
        ("?method=post", ["order-status-update", "create-session"]),
        ("?status=404", ["order-status-update", "nowhere"]),
        ("?status=2XX", ["health", "status", "create-session"]),
        ("?code=route_unknown", ["nowhere"]),
        ("?code=ROUTE", []),
        ("?actor=kiosk", ["status"]),
        ("?actor=client 127.0.0.1&method=GET", ["health", "nowhere"]),
        ("?refused=true", ["order-status-update", "nowhere"]),
        ("?refused=false&limit=1", ["health"]),
        ("?since=2025-08-04T14:33:22Z", ["health", "order-status-update"]),
        ("?until=2025-08-04T15:31:22+01:00", ["create-session"]),
        ("?until=2025-08-04T14:31:22.000001Z", ["status", "create-session"]),
        ("?q=nowhere", ["nowhere"]),
        ("?q=0%25", ["order-status-update"]),
        ("?q=ORDER_1_0", []),
    ],
)
def test_filters(visited: Api, query: str, paths: list[str]) -> None:
    assert _paths(visited, query) == paths


def test_filter_by_session_and_transaction(api: Api) -> None:
    session_id = api.session()
    api.session()
    api.client.get("/api/chinese/payment/PAY_1/status")
    assert _paths(api, f"?session={session_id}") == ["create-session"]
    assert [call["transaction_id"] for call in _calls(api, "?transaction=PAY_1")] == ["PAY_1"]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=1001",
        "limit=many",
        "limit=-1",
        "status=4x",
        "status=99",
        "refused=yes",
        "since=yesterday",
        "until=2025-08-04T14:30:22",
        f"q={'x' * 60_000}",
    ],
)
def test_a_filter_that_can_not_be_meant(api: Api, query: str) -> None:
    answer = api.lab(f"journal?{query}")
    assert (answer.status_code, (answer.get_json(force=True))["code"]) == (400, "QUERY_MALFORMED")
    assert query.partition("=")[0] in answer.text


@pytest.mark.parametrize(
    ("route", "nearest"),
    [
        ("confirm-payment", "confirm_payment"),
        ("/api/vending/create_session", "/api/vending/create-session"),
        ("/health/", "/health"),
    ],
)
def test_a_route_that_nobody_can_call(api: Api, route: str, nearest: str) -> None:
    answer = api.lab(f"journal-count?route={route}")
    assert (answer.status_code, (answer.get_json(force=True))["code"]) == (400, "QUERY_MALFORMED")
    assert f"the nearest is {nearest}, not '{route}'" in answer.text


@pytest.mark.parametrize("before", ["x", "-1", "9223372036854775808"])
def test_a_malformed_cursor(api: Api, before: str) -> None:
    answer = api.lab(f"journal?before={before}")
    assert (answer.status_code, (answer.get_json(force=True))["code"]) == (400, "CURSOR_MALFORMED")


def test_pages(visited: Api) -> None:
    first = visited.lab("journal?limit=3").json or {}
    second = visited.lab(f"journal?limit=3&before={first['next']}").json or {}
    assert [call["id"] for call in [*first["calls"], *second["calls"]]] == [5, 4, 3, 2, 1]
    assert second["next"] is None


def test_one_call(visited: Api) -> None:
    call = _calls(visited)[2]
    assert visited.lab(f"journal/{call['request_id']}").json == call
    unknown = visited.lab("journal/req_00000000")
    assert (unknown.status_code, unknown.get_json(force=True)["code"]) == (404, "CALL_UNKNOWN")


def test_the_journal_wants_the_token(api: Api) -> None:
    assert api.client.get("/lab/journal").status_code == 401
    assert api.client.get("/lab/journal/req_1").status_code == 401


@pytest.mark.parametrize(
    ("agent", "actor"), [("pimpmycase-station", "station"), ("shopper", "shopper"), ("x", "program")]
)
def test_our_own_programs(api: Api, agent: str, actor: str) -> None:
    api.client.get("/health", headers={"Lab-Token": TOKEN, "User-Agent": agent})
    assert _calls(api)[0]["actor"] == actor


def test_a_stranger_is_no_program_of_ours(api: Api) -> None:
    api.client.get("/health", headers={"Lab-Token": "a guess", "User-Agent": "kiosk"})
    assert _calls(api)[0]["actor"] == "client 127.0.0.1"


def test_the_lab_itself_is_in_it_only_when_refused(api: Api) -> None:
    api.lab("stock")
    api.lab("orders/ORDER_1/artwork.png")
    assert [call["path"] for call in _calls(api)] == ["/lab/orders/ORDER_1/artwork.png"]


def test_our_own_mistakes_are_in_it(app: Flask, expected_logs: list[str]) -> None:
    expected_logs.append("Exception on /health")
    app.view_functions["health.health"] = lambda: str(1 // 0)
    app.test_client().get("/health")
    [call] = _calls(Api(app.test_client()))
    assert (call["status"], call["route"], call["codes"]) == (500, "/health", ["SERVER_ERROR"])


def test_a_body_that_is_too_large(api: Api) -> None:
    _post(api, b'"' + b"x" * 1024 * 1024 + b'"')
    [call] = _calls(api)
    assert (call["status"], call["codes"], call["request"]["body"]) == (413, ["BODY_TOO_LARGE"], "")


def test_a_long_body_is_cut_off(api: Api) -> None:
    _post(api, b'"' + b"x" * 20_000 + b'"')
    request = _calls(api)[0]["request"]
    assert (len(request["body"]), request["size"], request["is_cut_off"]) == (16 * 1024, 20_002, True)


def test_a_body_that_nobody_read(api: Api) -> None:
    _post(api, b"machine_id=VM001", "application/x-www-form-urlencoded")
    assert _calls(api)[0]["request"]["body"] == "machine_id=VM001"


@pytest.mark.parametrize(
    ("data", "body", "charset"),
    [
        ('{"location": "伦敦"}'.encode("gbk"), '{"location": "伦敦"}', "GBK"),
        ('{"location": "Café"}'.encode("latin-1"), '{"location": "Café"}', None),
        (b"\x89PNG\r\n\x1a\n\0\0", None, None),
        (b'{"location": "\0"}', '{"location": "\0"}', "UTF-8"),
    ],
)
def test_a_body_in_another_charset(api: Api, data: bytes, body: str | None, charset: str | None) -> None:
    _post(api, data)
    request = _calls(api)[0]["request"]
    assert (request["body"], request["charset"], request["size"]) == (body, charset, len(data))


def test_a_stream_is_neither_held_up_nor_kept(app: Flask) -> None:
    app.add_url_rule("/archive", view_func=lambda: Response(iter([b"a", b"b"]), mimetype="text/plain"))
    assert app.test_client().get("/archive").data == b"ab"
    answer = _calls(Api(app.test_client()))[0]["answer"]
    assert (answer["content_type"], answer["body"], answer["size"]) == ("text/plain; charset=utf-8", None, None)


def test_no_secret_gets_into_the_file(api: Api, file: Path) -> None:
    webhook = {"webhook_url": "http://127.0.0.1/hook", "events": ["print_finished"], "secret": HIDDEN}
    customer = {"name": HIDDEN, "email": f"{HIDDEN}@example.com", "phone": HIDDEN}
    api.client.post("/api/chinese/webhook/configure", json=webhook)
    api.client.post("/api/chinese/webhook/configure", json=webhook | {"secret": [HIDDEN]})
    api.client.post("/api/chinese/send-print-command", json={"customer_info": customer | {"email": HIDDEN}})
    api.client.post("/api/chinese/send-print-command", json={"order_id": "ORDER_1", "customer_info": customer})
    api.client.get(f"/health?signature={HIDDEN}", headers={"Lab-Token": HIDDEN, "Authorization": f"Bearer {HIDDEN}"})
    api.confirm(api.pending(), payment_data={"authorization_code": HIDDEN, "card_last_four": "1234"})
    _post(api, f'{{"secret": "{HIDDEN}'.encode())
    assert len(_calls(api)) == 10
    assert b"card_last_four" in b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
    assert HIDDEN.encode() not in b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))


def test_calls_are_answered_while_the_journal_is_blocked(api: Api, locked: sqlite3.Connection) -> None:
    session_id = api.session()
    assert api.status(session_id)["status"] == "active"
    locked.execute("COMMIT")
    assert _paths(api) == ["status", "create-session"]


def test_it_outlives_its_backend(start: Callable[[Settings], Flask], settings: Settings) -> None:
    first, second = (Api(start(settings).test_client()) for _ in range(2))
    first.session()
    second.session(machine_id="VM002")
    first.lab("journal")
    assert [call["machine_id"] for call in _calls(second)] == ["VM002", "VM001"]


@pytest.mark.parametrize("content", [b"no journal at all, but more than the hundred bytes of a header" * 3])
def test_a_damaged_file_is_moved_aside(
    start: Callable[[Settings], Flask], settings: Settings, file: Path, content: bytes, expected_logs: list[str]
) -> None:
    expected_logs.append("could not be read as a journal")
    file.write_bytes(content)
    api = Api(start(settings).test_client())
    api.session()
    assert _paths(api) == ["create-session"]
    assert file.with_name(f"{file.name}.aside-1").read_bytes() == content


def test_a_file_damaged_while_it_is_in_use(api: Api, file: Path, expected_logs: list[str]) -> None:
    expected_logs.append("could not be read as a journal")
    _calls(api)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(truncate)")
    file.write_bytes(file.read_bytes()[:100] + bytes(file.stat().st_size - 100))
    api.session()
    assert _paths(api) == ["create-session"]


def test_without_a_journal(start: Callable[[Settings], Flask], settings: Settings, file: Path) -> None:
    api = Api(start(replace(settings, journal=False)).test_client())
    api.session()
    assert api.client.get("/lab/journal", headers=BEARER).status_code == 404
    assert not file.exists()
