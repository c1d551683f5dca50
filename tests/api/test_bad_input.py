"""Every documented endpoint refuses what it can't use, in the documented shape, and stores nothing."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from backend.app import close_app, create_app
from backend.http.context import environment_of
from backend.models.database import Store
from backend.models.schema import TABLES
from backend.settings import Settings
from tests.api.api_driver import TOKEN, Api, ManualClock

S, E = "{session}", "CN_DEBUG_01"
READING = [
    "/api/chinese/test-connection",
    f"/api/chinese/debug/session-validation/{S}",
    "/api/chinese/payment/TEST_PAYMENT_1/status",
    f"/api/chinese/equipment/{E}/info",
    "/api/chinese/models/stock-status",
    f"/api/vending/session/{S}/status",
    "/health",
]
CHANGING = [
    "/api/chinese/order/payStatus",
    f"/api/chinese/equipment/{E}/stock",
    "/api/chinese/order-status-update",
    "/api/chinese/send-print-command",
    "/api/chinese/print/trigger",
    "/api/chinese/webhook/configure",
    "/api/vending/create-session",
    f"/api/vending/session/{S}/register-user",
    f"/api/vending/session/{S}/order-summary",
    f"/api/vending/session/{S}/confirm-payment",
    f"/shop/session/{S}/progress",
]
REQUIRED = [path for path in CHANGING if not path.endswith("/stock")]
"""A count of stock has no required field."""
NOT_JSON = {
    "nothing": b"",
    "spaces": b"  \r\n ",
    "text": b"machine_id=VM001",
    "cut off": b'{"machine_id": "VM0',
    "NaN": b'{"payment_amount": NaN}',
    "Infinity": b'{"payment_amount": -Infinity}',
    "deep lists": b'{"metadata": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep objects": b'{"a":' * 60 + b"1" + b"}" * 60,
    "a number of 10,000 digits": b'{"status": ' + b"9" * 10_000 + b"}",
    "GBK": '{"location": "购物中心"}'.encode("gbk"),
    "a list": b"[]",
    "a string": b'"VM001"',
    "null": b"null",
    "two documents": b'{"machine_id": "VM001"}{}',
}
UNUSABLE: dict[str, Any] = {
    "a list": [],
    "an object": {"a": {"b": []}},
    "true": True,
    "a huge number": 10**40,
    "a fraction": 1.5,
    "1 KB": "x" * 1_001,
    "NUL": "a\0b",
    "a control character": "a\x1bb",
    "a lone surrogate": "a\ud800b",
    "nothing": "",
}
FIELDS = {
    "/api/chinese/order/payStatus": ("third_id", {"status": 3}),
    "/api/chinese/order-status-update": ("order_id", {"status": "printing"}),
    "/api/chinese/print/trigger": ("order_id", {"equipment_id": E, "print_data": {}}),
    "/api/chinese/webhook/configure": ("webhook_url", {"events": ["print_finished"], "secret": "s"}),
    "/api/vending/create-session": ("machine_id", {}),
    f"/api/vending/session/{S}/register-user": ("machine_id", {"session_id": S}),
    f"/api/vending/session/{S}/order-summary": (
        "currency",
        {"session_id": S, "order_data": {}, "payment_amount": 19.99},
    ),
    f"/api/vending/session/{S}/confirm-payment": (
        "transaction_id",
        {"session_id": S, "payment_method": "card", "payment_amount": 1},
    ),
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """One backend for all these calls, since none of them changes it. Its journal has opened its files already."""
    settings = Settings(
        tmp_path_factory.mktemp("bad") / "backend.db", "https://pimpmycase.shop", TOKEN, rate_limit=None
    )
    app = create_app(settings, ManualClock())
    api = Api(app.test_client())
    api.client.get("/api/refused")
    api.lab("journal")
    yield api
    close_app(app)


@pytest.fixture(scope="module")
def session_id(shared: Api) -> str:
    return shared.registered()


@pytest.fixture
def client(shared: Api, session_id: str) -> Iterator[FlaskClient]:
    """Fails a test that left anything in the database."""
    shared.client.environ_base["session"] = session_id
    store = environment_of(shared.client.application).store
    before = contents(store)
    yield shared.client
    assert contents(store) == before


def contents(store: Store) -> dict[str, list[Any]]:
    with store.reading():
        return {table.__name__: list(table.select().tuples()) for table in TABLES}


def refused(client: FlaskClient, path: str, **request: Any) -> tuple[int, dict[str, Any]]:
    """Status and body of a call whose answer has the documented error shape."""
    session = str(client.environ_base["session"])
    answer = client.open(path.replace(S, session), **request)
    body = dict(answer.json or {})
    assert {key: type(body[key]) for key in ("detail", "validation_errors", "timestamp")} == {
        "detail": str,
        "validation_errors": list,
        "timestamp": str,
    }
    assert body["detail"]
    return answer.status_code, body


@pytest.mark.parametrize("path", CHANGING)
@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON.keys())
def test_not_json(client: FlaskClient, path: str, body: bytes) -> None:
    status, _ = refused(client, path, method="POST", data=body, content_type="application/json")
    assert status == 400


@pytest.mark.parametrize("path", CHANGING)
@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "", "nonsense"]
)
def test_another_content_type(client: FlaskClient, path: str, kind: str) -> None:
    status, _ = refused(client, path, method="POST", data=b'{"machine_id": "VM001"}', headers={"Content-Type": kind})
    assert status == 415


@pytest.mark.parametrize("path", REQUIRED)
def test_no_fields(client: FlaskClient, path: str) -> None:
    status, body = refused(client, path, method="POST", json={})
    assert status == 422
    assert [set(error) for error in body["validation_errors"]] == [{"field", "message", "received_value"}] * len(
        body["validation_errors"]
    )
    assert body["validation_errors"][0]["received_value"] is None


@pytest.mark.parametrize("path", CHANGING)
def test_more_than_a_megabyte(client: FlaskClient, path: str) -> None:
    body = json.dumps({"notes": "x" * 1_048_576})
    assert refused(client, path, method="POST", data=body, content_type="application/json")[0] == 413


@pytest.mark.parametrize("path", [*READING, *CHANGING])
def test_another_method(client: FlaskClient, path: str) -> None:
    assert refused(client, path, method="PATCH", json={})[0] == 405


@pytest.mark.parametrize("path", FIELDS)
@pytest.mark.parametrize("value", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_an_unusable_field(client: FlaskClient, path: str, value: Any) -> None:
    field, others = FIELDS[path]
    filled = json.loads(json.dumps(others).replace(S, str(client.environ_base["session"])))
    status, body = refused(client, path, method="POST", json=filled | {field: value})
    assert status == 422
    assert body["validation_errors"][0]["field"] == field
    assert len(str(body["validation_errors"][0]["received_value"])) <= 200


@pytest.mark.parametrize(
    "path",
    [
        "/api/vending/session/../status",
        "/api/vending/session/..%2f..%2fetc%2fpasswd/status",
        "/api/vending/session//status",
        "/api/vending/session/%00/status",
        f"/api/vending/session/{'A' * 5000}/status",
        "/api/chinese/print/%ed%a0%80/status",
        "/api/chinese/print/ORDER 1/status",
        "/api/chinese/print/..;/status",
        "/api/chinese/equipment/%2e%2e/info",
        "/api/chinese/equipment/CN_DEBUG_01%0aX/info",
        "/api/chinese/payment/%20/status",
        "/API/chinese/test-connection",
        "/api/chinese/test-connection/",
        "/api//chinese/test-connection",
    ],
)
def test_path_tricks(client: FlaskClient, path: str) -> None:
    assert refused(client, path)[0] in {400, 404}


FREE = {
    "/api/vending/create-session": '{"machine_id": "VM001", "metadata": {"a": 1e999}}',
    f"/api/vending/session/{S}/order-summary": (
        '{"session_id": "%s", "order_data": {"a": [-1e999]}, "payment_amount": 19.99, "currency": "GBP"}'
    ),
    f"/api/vending/session/{S}/confirm-payment": (
        '{"session_id": "%s", "payment_method": "card", "payment_amount": 1, "transaction_id": "T",'
        ' "payment_data": {"a": 1e999}}'
    ),
    f"/shop/session/{S}/progress": '{"user_progress": "designing", "order_data": {"a": 1e999}}',
}


@pytest.mark.parametrize("path", FREE)
def test_an_infinite_number_in_a_free_document(client: FlaskClient, path: str) -> None:
    body = FREE[path].replace("%s", str(client.environ_base["session"]))
    assert refused(client, path, method="POST", data=body, content_type="application/json")[0] == 422


@pytest.mark.parametrize(
    "path", [f"/api/vending/session/{S}/order-summary", f"/api/vending/session/{S}/confirm-payment"]
)
@pytest.mark.parametrize(
    "amount", [10**400, -(10**400), 10**30, 1e300], ids=["400 digits", "negative", "30 digits", "1e300"]
)
def test_an_amount_beyond_all_bounds(client: FlaskClient, path: str, amount: float) -> None:
    session = str(client.environ_base["session"])
    body = {"session_id": session, "order_data": {}, "currency": "GBP", "payment_method": "card", "transaction_id": "T"}
    status, answer = refused(client, path, method="POST", json=body | {"payment_amount": amount})
    assert (status, answer["validation_errors"][0]["field"]) == (422, "payment_amount")


def test_of_a_key_that_comes_twice_the_last_counts(api: Api) -> None:
    body = b'{"machine_id": "VM001", "machine_id": "VM002"}'
    created = api.client.post("/api/vending/create-session", data=body, content_type="application/json").json or {}
    assert created["qr_data"]["machine_id"] == "VM002"


@pytest.mark.parametrize(
    "text",
    ["上海购物中心 二楼", "Zoë’s café — level 2", "👩‍👩‍👧 family", "ﷺ \u202e reversed", "line\nand\ttab", "e\u0301"],
)
def test_honest_unicode_comes_back_unchanged(api: Api, text: str) -> None:
    session_id = api.registered(location=text)
    api.summary(session_id, order_data={"brand": "iphone", "model": "iPhone 15 Pro", "text": text})
    assert api.get(session_id, "order-info").json["machine_info"]["location"] == text  # type: ignore[index]  # JSON is untyped
    assert api.status(session_id)["session_data"]["user_selections"]["text_added"] == text


@pytest.mark.parametrize("zone", ["\0", "x" * 1_000, "eth0"])
def test_an_address_with_a_zone(client: FlaskClient, zone: str) -> None:
    session = str(client.environ_base["session"])
    body = {"machine_id": "VM001", "session_id": session, "ip_address": f"fe80::1%{zone}"}
    assert refused(client, f"/api/vending/session/{S}/register-user", method="POST", json=body)[0] == 422
