"""confirm-payment: once and only once, and never without a blank."""

from typing import Any

import pytest

from backend.models.order import Order, Payment, PrintJob
from backend.models.stock import StockLevel
from backend.world.environment import Environment
from tests.api.api_driver import MODEL, Api, ManualClock


def _stock_up(environment: Environment, on_hand: int) -> None:
    """A count: this many blanks on one equipment and none on the other."""
    with environment.store.writing():
        StockLevel.update(on_hand=0).where(StockLevel.model_id == MODEL).execute()
        StockLevel.update(on_hand=on_hand).where(
            (StockLevel.model_id == MODEL) & (StockLevel.equipment_id == "CN_DEBUG_01")
        ).execute()


def _rows(environment: Environment) -> tuple[int, int, int]:
    with environment.store.reading():
        return Order.select().count(), Payment.select().count(), PrintJob.select().count()


def test_the_same_transaction_again(api: Api, environment: Environment, clock: ManualClock) -> None:
    session_id = api.pending()
    first = api.confirm(session_id).json or {}
    clock.advance(minutes=5)
    again = api.confirm(session_id).json or {}
    assert {**again, "debug_info": None} == {**first, "debug_info": None}
    assert _rows(environment) == (1, 1, 1)


def test_another_transaction_on_a_paid_session(api: Api) -> None:
    session_id = api.pending()
    api.confirm(session_id)
    assert api.confirm(session_id, transaction_id="ANOTHER").status_code == 400


def test_the_same_transaction_on_another_session(api: Api, environment: Environment) -> None:
    api.confirm(api.pending(), transaction_id="TXN")
    second = api.pending()
    assert api.confirm(second, transaction_id="TXN").status_code == 400
    assert api.status(second)["status"] == "payment_pending"
    assert _rows(environment) == (1, 1, 1)


@pytest.mark.parametrize("amount", [21.98, 22, 0.01])
def test_another_amount(api: Api, amount: float) -> None:
    session_id = api.pending()
    answer = api.confirm(session_id, payment_amount=amount)
    assert answer.status_code == 400
    assert "£21.99" in (answer.json or {})["detail"]
    assert api.status(session_id)["order_id"] is None


def test_before_the_summary(api: Api) -> None:
    assert api.confirm(api.registered()).status_code == 400


def test_another_session_in_the_body(api: Api) -> None:
    assert api.confirm(api.pending(), session_id=api.session()).status_code == 400


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("payment_method", "cheque"),
        ("payment_amount", "21.99"),
        ("payment_amount", True),
        ("transaction_id", ""),
        ("transaction_id", "T" * 101),
        ("payment_data", "1234"),
        ("payment_data", {"receipt": "x" * 11_000}),
    ],
)
def test_confirm_payment_refuses_a_field(api: Api, field: str, value: Any) -> None:
    answer = api.confirm(api.pending(), **{field: value})
    assert answer.status_code == 422
    assert [one["field"] for one in (answer.json or {})["validation_errors"]] == [field]


def test_queue_numbers_count_per_machine_and_day(api: Api, clock: ManualClock) -> None:
    numbers = [(api.confirm(api.pending()).json or {})["queue_number"] for _ in range(2)]
    clock.advance(days=1)
    numbers.append((api.confirm(api.pending()).json or {})["queue_number"])
    assert numbers == ["Q001", "Q002", "Q001"]


def test_sold_out(api: Api, environment: Environment) -> None:
    _stock_up(environment, 1)
    api.pending()
    second = api.registered()
    answer = api.summary(second)
    assert (answer.status_code, (answer.json or {})["detail"]) == (400, "iPhone 15 Pro is sold out")
    assert api.status(second)["status"] == "active"


def test_the_last_blank_can_be_chosen_again(api: Api, environment: Environment) -> None:
    _stock_up(environment, 1)
    assert api.summary(api.pending()).status_code == 200


def test_the_blank_gone_since(api: Api, environment: Environment) -> None:
    session_id = api.pending()
    _stock_up(environment, 0)
    answer = api.confirm(session_id)
    assert answer.status_code == 400
    assert "reverse the payment" in (answer.json or {})["detail"]
    assert api.status(session_id)["status"] == "payment_pending"
    assert _rows(environment) == (0, 0, 0)


def test_of_two_promises_on_one_blank_the_first_to_pay_gets_it(api: Api, environment: Environment) -> None:
    first, second = api.pending(), api.pending()
    _stock_up(environment, 1)
    assert [api.confirm(second).status_code, api.confirm(first).status_code] == [200, 400]


def test_a_transaction_id_is_trimmed_as_payment_ids_are(api: Api) -> None:
    session_id = api.pending()
    assert api.confirm(session_id, transaction_id=" TXN 1\n").status_code == 200
    assert api.confirm(session_id, transaction_id="TXN 1").status_code == 200
    assert api.client.get("/api/chinese/payment/TXN 1/status").status_code == 200


@pytest.mark.parametrize("transaction_id", [" ", "TXN\n1", "TXN\t1"])
def test_a_transaction_id_that_no_path_can_hold(api: Api, transaction_id: str) -> None:
    assert api.confirm(api.pending(), transaction_id=transaction_id).status_code == 422
