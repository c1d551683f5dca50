"""payStatus and payment status, as both guides have them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.api.api_driver import Api, ManualClock

Json = dict[str, Any]
Answered = tuple[int, Json]
THREADS = 8


@pytest.fixture
def report(app: Flask) -> Callable[..., Answered]:
    """Send a payStatus."""

    def send(**body: Any) -> Answered:
        answer = app.test_client().post("/api/chinese/order/payStatus", json=body)
        return answer.status_code, _without_debug(answer.json)

    return send


@pytest.fixture
def ask(app: Flask) -> Callable[[str], Answered]:
    """Query a payment's status."""

    def send(payment_id: str) -> Answered:
        answer = app.test_client().get(f"/api/chinese/payment/{payment_id}/status")
        return answer.status_code, _without_debug(answer.json)

    return send


Report = Callable[..., Answered]
Ask = Callable[[str], Answered]


def _without_debug(document: Any) -> Json:
    return {key: value for key, value in document.items() if key != "debug_info"}


@pytest.mark.parametrize(
    "body",
    [
        {"third_id": "PAY_123", "status": 3, "message": "Payment confirmed"},
        {"payment_id": "PAY_123", "status": 3, "notes": "Payment confirmed"},
        {"third_id": " PAY_123 ", "payment_id": "PAY_123", "status": 3, "message": ""},
        {"third_id": "PAY_123", "payment_id": None, "status": 3, "message": "", "currency": "CNY"},
    ],
)
def test_both_spellings(report: Report, body: Json) -> None:
    told = "Payment status recorded; the order will be created when details are available"
    assert report(**body) == (
        200,
        {
            "success": True,
            "message": told,
            "third_id": "PAY_123",
            "payment_id": "PAY_123",
            "status": 3,
            "status_description": "paid",
            "msg": told,
            "code": 200,
        },
    )


def test_a_reported_payment_is_known(report: Report, ask: Ask, clock: ManualClock) -> None:
    report(third_id="PAY_123", status=2)
    clock.advance(minutes=2)
    assert report(third_id="PAY_123", status=3)[1]["message"] == "Payment status updated to paid"
    assert ask("PAY_123") == (
        200,
        {
            "payment_id": "PAY_123",
            "status": 3,
            "status_description": "paid",
            "amount": None,
            "currency": "GBP",
            "created_at": "2025-08-04T14:30:22Z",
            "updated_at": "2025-08-04T14:32:22Z",
        },
    )


def test_paid_again_changes_nothing(report: Report, ask: Ask, clock: ManualClock) -> None:
    report(third_id="PAY_123", status=3)
    before = ask("PAY_123")
    clock.advance(minutes=2)
    assert report(third_id="PAY_123", status=3)[0] == 200
    assert ask("PAY_123") == before


@pytest.mark.parametrize("later", [1, 2, 4, 5])
def test_paid_is_final(report: Report, ask: Ask, later: int) -> None:
    report(third_id="PAY_123", status=3)
    status, answer = report(third_id="PAY_123", status=later)
    assert (status, "that is final" in answer["detail"]) == (400, True)
    assert ask("PAY_123")[1]["status"] == 3


def test_an_illegal_move_names_the_legal_ones(report: Report) -> None:
    report(third_id="PAY_123", status=5)
    status, answer = report(third_id="PAY_123", status=1)
    assert (status, answer["validation_errors"]) == (400, [])
    assert answer["detail"].endswith("from 5 (abnormal) to 1 (waiting), only to: 3 (paid), 4 (failed)")


@pytest.mark.parametrize(
    ("body", "field", "received"),
    [
        ({"status": 3}, "third_id", None),
        ({"third_id": None, "payment_id": None, "status": 3}, "third_id", None),
        ({"third_id": "A", "payment_id": "B", "status": 3}, "payment_id", "B"),
        ({"third_id": "", "status": 3}, "third_id", ""),
        ({"third_id": "  ", "status": 3}, "third_id", "  "),
        ({"payment_id": "x" * 201, "status": 3}, "payment_id", "x" * 200),
        ({"third_id": 123, "status": 3}, "third_id", 123),
        ({"third_id": "A\nB", "status": 3}, "third_id", "A\nB"),
        ({"third_id": "A\x00", "status": 3}, "third_id", "A\x00"),
        ({"third_id": "A"}, "status", None),
        ({"third_id": "A", "status": None}, "status", None),
        ({"third_id": "A", "status": "3"}, "status", "3"),
        ({"third_id": "A", "status": True}, "status", True),
        ({"third_id": "A", "status": 3.0}, "status", 3.0),
        ({"third_id": "A", "status": 0}, "status", 0),
        ({"third_id": "A", "status": 6}, "status", 6),
        ({"third_id": "A", "status": 10**30}, "status", 10**30),
        ({"third_id": "A", "status": [3]}, "status", [3]),
        ({"third_id": "A", "status": 3, "message": "x" * 501}, "message", "x" * 200),
        ({"third_id": "A", "status": 3, "notes": 5}, "notes", 5),
    ],
)
def test_refused_field(report: Report, ask: Ask, body: Json, field: str, received: Any) -> None:
    status, answer = report(**body)
    [error] = answer["validation_errors"]
    assert (status, error["field"], error["received_value"]) == (422, field, received)
    assert ask("A")[0] == 404


@pytest.mark.parametrize("payment_id", ["微信_支付 1", "a/b", "a?b", "..", "x" * 200])
def test_a_payment_systems_ids_are_its_own(report: Report, app: Flask, payment_id: str) -> None:
    report(payment_id=payment_id, status=2)
    quoted = payment_id.replace("?", "%3F").replace("/", "%2F")
    answer = app.test_client().get(f"/api/chinese/payment/{quoted}/status")
    assert (answer.status_code, (answer.json or {})["payment_id"]) == (200, payment_id)


def test_an_unknown_payment(ask: Ask) -> None:
    status, answer = ask("PAY_UNKNOWN")
    assert (status, answer["detail"]) == (404, "Payment not found: PAY_UNKNOWN")


@pytest.mark.parametrize("payment_id", ["%20", "%00", "a%0Ab", "x" * 201])
def test_a_malformed_id(ask: Ask, payment_id: str) -> None:
    assert ask(payment_id)[0] == 400


def test_an_empty_id(ask: Ask) -> None:
    assert ask("")[0] == 404


def test_a_test_payment_is_always_known(ask: Ask) -> None:
    status, answer = ask("TEST_PAYMENT_1")
    assert status == 200
    assert [answer[key] for key in ("status", "status_description", "amount", "currency")] == [
        1,
        "waiting",
        1999,
        "GBP",
    ]


def test_a_reported_test_payment(report: Report, ask: Ask) -> None:
    assert report(third_id="TEST_PAYMENT_1", status=4)[1]["message"] == "Payment status updated to failed"
    answer = ask("TEST_PAYMENT_1")[1]
    assert [answer[key] for key in ("status", "amount", "created_at")] == [4, 1999, "2025-08-02T14:35:00Z"]


def test_a_report_pays_no_session(api: Api, report: Report) -> None:
    session_id = api.pending()
    report(third_id="TXN", status=3)
    assert api.status(session_id)["status"] == "payment_pending"


def test_a_recorded_report_has_a_hint(app: Flask) -> None:
    body = {"third_id": "PAY_123", "status": 3}
    answer = app.test_client().post("/api/chinese/order/payStatus", json=body)
    assert answer.headers["Lab-Hint"].startswith("PAYMENT_RECORDED_ONLY;")


@pytest.mark.parametrize("before", [1, 2, 3, 4, 5])
def test_confirm_payment_makes_it_paid(api: Api, report: Report, ask: Ask, before: int) -> None:
    session_id = api.pending()
    report(third_id="TXN", status=before)
    assert api.confirm(session_id, transaction_id="TXN").status_code == 200
    answer = ask("TXN")[1]
    assert [answer[key] for key in ("status", "status_description", "amount")] == [3, "paid", 2199]


def test_a_confirmed_payment_can_not_fail(api: Api, report: Report, ask: Ask) -> None:
    api.confirm(api.pending(), transaction_id="TXN")
    assert [report(third_id="TXN", status=status)[0] for status in (3, 4)] == [200, 400]
    assert ask("TXN")[1]["status"] == 3


def _at_once(app: Flask, bodies: list[Json]) -> list[int]:
    def send(body: Json) -> int:
        client: FlaskClient = app.test_client()
        return client.post("/api/chinese/order/payStatus", json=body).status_code

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(send, bodies))


def test_of_equal_reports_at_once_one_is_the_move(app: Flask) -> None:
    assert sorted(_at_once(app, [{"third_id": "P", "status": 2}] * THREADS)) == [200] + [400] * (THREADS - 1)


def test_paid_at_once_succeeds_for_all(app: Flask) -> None:
    assert _at_once(app, [{"third_id": "P", "status": 3}] * THREADS) == [200] * THREADS


def test_opposite_reports_at_once_have_one_outcome(app: Flask, ask: Ask) -> None:
    answers = _at_once(app, [{"third_id": "P", "status": 3}, {"third_id": "P", "status": 5}])
    assert answers in ([200, 200], [200, 400])
    assert ask("P")[1]["status"] == 3
