"""GET /lab/ledger: each way in which a client parts money and goods, over the real API, and how they come together."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from unittest.mock import ANY

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from backend.models.stock import StockLevel
from backend.settings import Settings
from backend.world.environment import Environment
from contract.wire import Passage
from tests.api.api_driver import BEARER, MODEL, Api, ManualClock

Json = dict[str, Any]
SHELF = "/api/chinese/equipment/CN_DEBUG_01/stock"


class Books:
    """The ledger as its readers see it, and the calls that no sale of the guides has."""

    def __init__(self, api: Api) -> None:
        self.api = api

    def read(self) -> Json:
        return dict(self.api.lab("ledger").json or {})

    def breaks(self) -> list[tuple[str, bool]]:
        """Kind of each break, and whether it is repaired."""
        return [(one["kind"], one["repaired_at"] is not None) for one in self.read()["breaks"]]

    def last(self) -> Json:
        return dict(self.read()["breaks"][-1])

    def paid_as(self, payment_id: str, status: int) -> TestResponse:
        body = {"third_id": payment_id, "status": status}
        return self.api.client.post("/api/chinese/order/payStatus", json=body)

    def refund(self, transaction_id: str, amount: float = 21.99) -> TestResponse:
        body = {"transaction_id": transaction_id, "amount": amount, "reason": "The case broke"}
        return self.api.client.post("/lab/refunds", json=body, headers=BEARER)

    def count(self, number: int) -> TestResponse:
        return self.api.client.post(SHELF, json={"phone_models": {MODEL: number}})

    def command(self, order_id: str) -> TestResponse:
        body = {"order_id": order_id, "equipment_id": "CN_DEBUG_01", "print_data": {"template": "classic"}}
        return self.api.client.post("/api/chinese/print/trigger", json=body)

    def make(self, order_id: str, *statuses: str, **more: str) -> None:
        for status in statuses or ("printing", "printed", "completed"):
            self.api.update_order(order_id, status, **more)

    def sold(self, transaction_id: str = "TXN") -> tuple[str, str]:
        """Session and order of a sale."""
        session_id = self.api.pending()
        answer = self.api.confirm(session_id, transaction_id=transaction_id).json or {}
        return session_id, str(answer["order_id"])

    def journal(self, query: str) -> list[Json]:
        return list((self.api.lab(f"journal?{query}").json or {})["calls"])


@pytest.fixture
def books(api: Api) -> Books:
    return Books(api)


def _id(answer: TestResponse) -> str:
    return str((answer.json or {})["debug_info"]["request_id"])


def test_nothing_has_happened(books: Books) -> None:
    assert books.read() == {
        "is_balanced": True,
        "totals": {"paid": 0.0, "refunded": 0.0, "orders": 0, "printed": 0, "delivered": 0, "under_way": 0},
        "first_break": None,
        "breaks": [],
    }


def test_a_sale_whose_calls_are_repeated(books: Books, api: Api) -> None:
    session_id, order_id = books.sold()
    for _ in range(2):
        api.confirm(session_id, transaction_id="TXN")
        books.paid_as("TXN", 3)
        books.command(order_id)
    for status in ("printing", "printed", "completed"):
        for _ in range(2):
            api.update_order(order_id, status, equipment_id="CN_DEBUG_01")
        books.read()
    books.count(49)
    api.delete(session_id)
    assert books.read() == {
        "is_balanced": True,
        "totals": {"paid": 21.99, "refunded": 0.0, "orders": 1, "printed": 1, "delivered": 1, "under_way": 0},
        "first_break": None,
        "breaks": [],
    }


def test_a_machine_that_reverses_a_refused_payment(books: Books, api: Api, clock: ManualClock) -> None:
    session_id = api.pending()
    api.confirm(session_id, transaction_id="TXN", payment_amount=20)
    clock.advance(hours=2)
    api.confirm(session_id, transaction_id="TXN")
    assert [call["codes"] for call in books.journal("transaction=TXN")] == [["SESSION_EXPIRED"], ["AMOUNT_MISMATCH"]]
    assert books.breaks() == []


def test_an_order_failed(books: Books, api: Api) -> None:
    session_id, order_id = books.sold()
    api.update_order(order_id, "failed")
    ledger = books.read()
    [broken] = ledger["breaks"]
    calls = broken.pop("calls")
    assert (ledger["is_balanced"], ledger["first_break"]["number"], ledger["totals"]["under_way"]) == (False, 1, 0)
    assert broken == {
        "number": 1,
        "kind": "paid_not_delivered",
        "at": "2025-08-04T14:30:22Z",
        "session_id": session_id,
        "order_id": order_id,
        "transaction_id": "TXN",
        "equipment_id": None,
        "model_id": MODEL,
        "text_en": f"Order {order_id} is failed, but of the £21.99 that transaction id TXN has paid, £0.00 was given "
        "back. Give all of it back: POST /lab/refunds.",
        "text_zh": f"订单 {order_id} 的状态为 failed，交易号 TXN 支付了 £21.99，只退还了 £0.00。"
        "请全额退还：POST /lab/refunds。",
        "repaired_at": None,
    }
    paths = {call["request_id"]: call["path"].rsplit("/", 1)[-1] for call in books.journal("")}
    assert [paths[call] for call in calls] == [
        "create-session",
        "order-summary",
        "confirm-payment",
        "order-status-update",
    ]


@pytest.mark.parametrize(("amount", "is_repaired"), [(21.99, True), (21.98, False)])
def test_a_failed_order_is_refunded(books: Books, amount: float, is_repaired: bool) -> None:
    _, order_id = books.sold()
    books.make(order_id, "printing", "failed")
    books.refund("TXN", amount)
    assert books.breaks() == [("paid_not_delivered", is_repaired)]
    assert books.read()["is_balanced"] is is_repaired


def test_a_repair_is_dated(books: Books, clock: ManualClock) -> None:
    _, order_id = books.sold()
    books.make(order_id, "cancelled")
    clock.advance(minutes=5)
    books.refund("TXN")
    assert books.last()["repaired_at"] == "2025-08-04T14:35:22Z"


def test_an_order_is_owed_for_a_day(books: Books, clock: ManualClock) -> None:
    _, order_id = books.sold()
    clock.advance(hours=23, minutes=59)
    assert books.breaks() == []
    clock.advance(hours=2)
    assert (books.last()["kind"], books.last()["at"]) == ("paid_not_delivered", "2025-08-05T14:30:22Z")
    books.make(order_id)
    assert books.breaks() == [("paid_not_delivered", True)]


def test_an_order_that_is_owed_is_refunded(books: Books, clock: ManualClock) -> None:
    books.sold()
    clock.advance(hours=25)
    assert books.breaks() == [("paid_not_delivered", False)]
    books.refund("TXN")
    assert books.breaks() == [("paid_not_delivered", True)]


def _expired(books: Books, clock: ManualClock, transaction_id: str = "TXN") -> str:
    """A session whose payment came too late."""
    session_id = books.api.pending()
    clock.advance(hours=2)
    books.api.confirm(session_id, transaction_id=transaction_id)
    return session_id


def test_paid_but_refused(books: Books, clock: ManualClock) -> None:
    books.paid_as("TXN", 3)
    session_id = _expired(books, clock)
    broken = books.last()
    assert (broken["kind"], broken["session_id"], broken["transaction_id"]) == (
        "paid_not_delivered",
        session_id,
        "TXN",
    )
    assert "TXN (£21.99) is reported as paid" in broken["text_en"]
    assert len(broken["calls"]) == 4


def test_reported_as_paid_after_the_refusal(books: Books, clock: ManualClock) -> None:
    session_id = _expired(books, clock)
    reported = _id(books.paid_as("TXN", 3))
    broken = books.last()
    assert (broken["kind"], broken["session_id"], broken["calls"][-1]) == ("paid_not_delivered", session_id, reported)


def test_reversed_after_the_report(books: Books, clock: ManualClock) -> None:
    books.paid_as("TXN", 3)
    _expired(books, clock)
    assert books.breaks() == [("paid_not_delivered", False)]
    assert books.paid_as("TXN", 4).status_code == 400
    assert books.breaks() == [("paid_not_delivered", True)]


def test_a_payment_that_is_accepted_at_last(books: Books, api: Api) -> None:
    session_id = api.pending()
    books.paid_as("TXN", 3)
    api.confirm(session_id, transaction_id="TXN", payment_amount=20)
    assert books.breaks() == [("paid_not_delivered", False)]
    api.confirm(session_id, transaction_id="TXN")
    assert books.breaks() == [("paid_not_delivered", True)]


def test_a_report_that_no_sale_follows(books: Books, clock: ManualClock) -> None:
    books.paid_as("TEST_PAYMENT_E90225F45081", 3)
    clock.advance(days=2)
    assert books.breaks() == []


def _charged_again(books: Books) -> str:
    session_id, _ = books.sold()
    books.api.confirm(session_id, transaction_id="TXN2")
    assert books.breaks() == [("double_charge", False)]
    return session_id


def test_charged_again(books: Books) -> None:
    session_id = _charged_again(books)
    broken = books.last()
    assert (broken["session_id"], broken["transaction_id"]) == (session_id, "TXN2")
    assert "is paid with transaction id TXN, and £21.99 more was taken with TXN2" in broken["text_en"]
    assert [books.journal(f"request_id={call}")[0]["path"].rsplit("/", 1)[-1] for call in broken["calls"]] == [
        "create-session",
        "order-summary",
        "confirm-payment",
        "confirm-payment",
    ]


def test_the_second_charge_is_reported_as_failed(books: Books) -> None:
    _charged_again(books)
    assert books.paid_as("TXN2", 4).status_code == 200
    assert books.breaks() == [("double_charge", True)]


def test_the_second_charge_is_taken_after_all(books: Books) -> None:
    _charged_again(books)
    books.paid_as("TXN2", 4)
    assert books.breaks() == [("double_charge", True)]
    books.paid_as("TXN2", 3)
    assert books.breaks() == [("double_charge", False)]


def test_the_first_charge_is_given_back(books: Books, api: Api) -> None:
    session_id = _charged_again(books)
    books.refund("TXN")
    assert books.breaks() == [("double_charge", True)]
    books.make(api.status(session_id)["order_id"])
    assert books.read()["is_balanced"] is True
    books.paid_as("TXN2", 4)
    assert books.breaks() == [("double_charge", True), ("delivered_not_paid", False)]


def test_refunding_the_second_charge_is_no_refund_without_payment(books: Books) -> None:
    _charged_again(books)
    assert books.refund("TXN2").status_code == 404
    assert books.breaks() == [("double_charge", False)]


def test_the_same_session_is_charged_a_third_time(books: Books, api: Api) -> None:
    api.confirm(_charged_again(books), transaction_id="TXN3")
    assert books.breaks() == [("double_charge", False)] * 2


def test_delivered_after_the_refund(books: Books) -> None:
    _, order_id = books.sold()
    books.refund("TXN")
    books.make(order_id)
    broken = books.last()
    assert (books.breaks(), broken["order_id"]) == ([("delivered_not_paid", False)], order_id)


def test_refunded_after_the_delivery(books: Books) -> None:
    _, order_id = books.sold()
    books.make(order_id)
    books.refund("TXN")
    assert books.breaks() == []


def test_a_cancelled_order_is_delivered(books: Books, api: Api) -> None:
    _, order_id = books.sold()
    books.make(order_id, "cancelled")
    books.refund("TXN")
    assert books.breaks() == [("paid_not_delivered", True)]
    answer = api.update_order(order_id, "completed")
    assert (books.breaks()[1:], books.last()["calls"][-1]) == ([("delivered_not_paid", False)], _id(answer))


def test_an_order_that_nobody_paid_is_delivered(books: Books, api: Api) -> None:
    api.update_order("ORDER_00000000", "printing")
    assert books.breaks() == []
    answer = api.update_order("ORDER_00000000", "printed")
    broken = books.last()
    assert (broken["kind"], broken["order_id"]) == ("delivered_not_paid", "ORDER_00000000")
    assert broken["calls"][-1] == _id(answer)


@pytest.fixture
def printed(books: Books) -> str:
    _, order_id = books.sold()
    books.make(order_id, "printing", "printed", equipment_id="CN_DEBUG_01")
    return order_id


def test_printed_again(books: Books, api: Api, printed: str) -> None:
    answer = api.update_order(printed, "printing", equipment_id="PRINTER_001")
    broken = books.last()
    assert (broken["kind"], broken["order_id"], broken["equipment_id"], broken["model_id"]) == (
        "double_print",
        printed,
        "PRINTER_001",
        MODEL,
    )
    assert broken["calls"][-1] == _id(answer)


@pytest.mark.parametrize("passage", [Passage.AGAIN, Passage.DUPLICATE])
def test_a_report_that_the_network_held_up(books: Books, api: Api, printed: str, passage: Passage) -> None:
    body = {"order_id": printed, "status": "printing"}
    network = {"lab.passage": passage, "lab.note": "slow"}
    answer = api.client.post("/api/chinese/order-status-update", json=body, environ_overrides=network)
    assert (answer.status_code, books.breaks()) == (400, [])


def test_printed_elsewhere(books: Books, api: Api) -> None:
    _, order_id = books.sold()
    books.make(order_id, "printing", equipment_id="CN_DEBUG_01")
    answer = api.update_order(order_id, "printing", equipment_id="PRINTER_001")
    broken = books.last()
    assert (broken["kind"], broken["equipment_id"], broken["calls"][-1]) == (
        "double_print",
        "PRINTER_001",
        _id(answer),
    )
    assert "is being printed by CN_DEBUG_01, and PRINTER_001 reports" in broken["text_en"]


def test_commanded_again(books: Books, printed: str) -> None:
    answer = books.command(printed)
    assert (answer.status_code, books.last()["kind"], books.last()["calls"][-1]) == (200, "double_print", _id(answer))


def test_a_count_settles_a_second_print(books: Books, api: Api, printed: str) -> None:
    api.update_order(printed, "printing")
    assert books.breaks() == [("double_print", False)]
    books.count(48)
    assert books.breaks() == [("double_print", False), ("stock_drift", False)]
    books.count(48)
    assert books.breaks() == [("double_print", True), ("stock_drift", True)]


def test_a_refund_without_a_payment(books: Books, api: Api) -> None:
    books.refund("TXN")
    broken = books.last()
    assert (broken["kind"], broken["transaction_id"]) == ("refund_without_payment", "TXN")
    assert broken["calls"] == [books.journal("transaction=TXN")[0]["request_id"]]
    api.confirm(api.pending(), transaction_id="TXN")
    assert books.breaks() == [("refund_without_payment", True)]


def test_a_refund_of_more_than_was_paid(books: Books) -> None:
    books.sold()
    books.refund("TXN", 30)
    assert books.breaks() == [("refund_without_payment", False)]
    assert "£30.00 was to be given back" in books.last()["text_en"]
    books.refund("TXN", 10)
    assert books.breaks() == [("refund_without_payment", True)]


def test_fewer_blanks_than_the_books_have(books: Books, printed: str) -> None:
    answer = books.count(47)
    broken = books.last()
    assert (broken["kind"], broken["equipment_id"], broken["model_id"]) == ("stock_drift", "CN_DEBUG_01", MODEL)
    assert "lacks 2 of the 49 blanks of iphone-iphone-15-pro that the books have." in broken["text_en"]
    [printing] = [call for call in books.journal(f"order={printed}") if '"printing"' in call["request"]["body"]]
    assert broken["calls"] == [printing["request_id"], _id(answer)]


def test_a_delivery_of_blanks_is_counted(books: Books) -> None:
    books.count(80)
    books.count(80)
    assert books.breaks() == []


def test_counts_at_once_are_judged_one_by_one(books: Books) -> None:
    for number in (49, 48, 48, 30, 31):
        books.count(number)
    assert books.breaks() == [("stock_drift", True)] * 3


def test_a_print_without_a_blank(books: Books) -> None:
    _, order_id = books.sold()
    for equipment in ("CN_DEBUG_01", "PRINTER_001"):
        body = {"phone_models": {MODEL: 0}}
        books.api.client.post(f"/api/chinese/equipment/{equipment}/stock", json=body)
    books.make(order_id, "printing")
    broken = books.last()
    assert (broken["kind"], broken["order_id"], broken["model_id"]) == ("stock_drift", order_id, MODEL)
    books.count(20)
    assert [is_repaired for _, is_repaired in books.breaks()][-1] is True


def test_books_that_contradict_themselves(books: Books, environment: Environment) -> None:
    with environment.store.writing():
        StockLevel.update(on_hand=7).where(
            (StockLevel.equipment_id == "CN_DEBUG_01") & (StockLevel.model_id == MODEL)
        ).execute()
    broken = books.last()
    assert (broken["kind"], broken["calls"]) == ("stock_drift", [])
    assert f"{MODEL} of CN_DEBUG_01: 7 on hand, 50 in the ledger" in broken["text_en"]


def test_breaks_and_repairs_are_announced(books: Books, api: Api) -> None:
    cursor = (api.lab("events").json or {})["next"]
    session_id, order_id = books.sold()
    books.make(order_id, "failed")
    call = books.last()["calls"][-1]
    books.refund("TXN")
    books.read()
    events = (api.lab(f"events?after={cursor}").json or {})["events"]
    told = [event for event in events if event["kind"].startswith("ledger_")]
    data = {
        "number": 1,
        "kind": "paid_not_delivered",
        "transaction_id": "TXN",
        "equipment_id": None,
        "model_id": MODEL,
    }
    ids = [(one["kind"], one["session_id"], one["order_id"], one["request_id"], one["data"]) for one in told]
    assert ids == [
        ("ledger_broken", session_id, order_id, call, data),
        ("ledger_repaired", session_id, order_id, None, data),
    ]


def test_a_break_is_found_without_being_asked_for(api: Api) -> None:
    cursor = (api.lab("events").json or {})["next"]
    api.update_order("ORDER_00000000", "printed")
    wait = {"kind": "ledger_broken", "after": cursor, "timeout": 5}
    assert api.lab("wait", method="POST", json=wait).status_code == 200


def test_what_becomes_late_is_found_without_being_asked_for(books: Books, api: Api, clock: ManualClock) -> None:
    _, order_id = books.sold()
    cursor = (api.lab("events").json or {})["next"]
    clock.advance(hours=25)
    wait = {"kind": "ledger_broken", "order_id": order_id, "after": cursor, "timeout": 10}
    assert api.lab("wait", method="POST", json=wait).status_code == 200


def test_one_late_order_hides_no_other(books: Books, clock: ManualClock) -> None:
    """The first break stays unrepaired, and each order has its own."""
    orders = []
    for transaction_id in ("TXN_1", "TXN_2"):
        orders.append(books.sold(transaction_id)[1])
        clock.advance(hours=25)
        told = books.read()["breaks"]
        assert [(one["kind"], one["order_id"]) for one in told] == [("paid_not_delivered", one) for one in orders]


def test_a_long_story_is_told_in_twenty_calls(books: Books, api: Api) -> None:
    session_id, order_id = books.sold()
    for _ in range(25):
        api.update_order(order_id, "pending")
    answer = api.update_order(order_id, "failed")
    calls = books.last()["calls"]
    first = books.journal(f"request_id={calls[0]}")[0]
    assert (len(calls), first["session_id"], first["path"], calls[-1]) == (
        20,
        session_id,
        "/api/vending/create-session",
        _id(answer),
    )


def test_after_a_restart(start: Callable[[Settings], Flask], settings: Settings, books: Books) -> None:
    _, order_id = books.sold()
    books.make(order_id, "failed")
    before = books.read()
    again = Books(Api(start(settings).test_client()))
    assert again.read() == before
    again.refund("TXN")
    assert again.breaks() == [("paid_not_delivered", True)]


def test_a_restored_world_has_its_own_ledger(books: Books, api: Api) -> None:
    _, order_id = books.sold()
    books.make(order_id, "failed")
    before = books.read()
    assert api.lab("snapshots", method="POST", json={"name": "lost"}).status_code == 200
    books.refund("TXN")
    books.sold("TXN2")
    books.count(1)
    assert books.breaks() == [("paid_not_delivered", True), ("stock_drift", False)]
    assert api.lab("snapshots/lost/restore", method="POST").status_code == 200
    assert books.read() == before
    books.refund("TXN")
    assert books.breaks() == [("paid_not_delivered", True)]


def test_calls_of_a_world_that_is_no_more_are_no_evidence(books: Books, api: Api, clock: ManualClock) -> None:
    session_id = api.pending()
    for name in ("once", "twice"):
        assert books.breaks() == []
        assert api.lab("snapshots", method="POST", json={"name": name}).status_code == 200
        clock.advance(hours=2)
        refused = _id(api.confirm(session_id, transaction_id="TXN"))
        assert api.lab(f"snapshots/{name}/restore", method="POST").status_code == 200
    clock.advance(minutes=1)
    books.paid_as("TXN", 3)
    assert books.breaks() == []
    api.confirm(session_id, transaction_id="TXN", payment_amount=20)
    calls = books.last()["calls"]
    assert (refused in calls, len(calls)) == (False, 4)


@pytest.mark.usefixtures("app")
def test_without_a_journal(start: Callable[[Settings], Flask], settings: Settings) -> None:
    books = Books(Api(start(replace(settings, journal=False)).test_client()))
    _, order_id = books.sold()
    books.make(order_id, "failed")
    assert (books.breaks(), books.last()["calls"]) == ([("paid_not_delivered", False)], [ANY])


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer guessed"}])
def test_the_token(api: Api, headers: dict[str, str]) -> None:
    assert api.client.get("/lab/ledger", headers=headers).status_code == 401
