"""Only what is wrong is corrected."""

from typing import Any

import pytest

from backend.base.refusals import invalid
from backend.base.validation import validated
from backend.explain.repair import repaired
from contract import examples
from contract.hints import Code
from contract.messages.manufacturer import UpdateOrderStatus
from contract.messages.stock import CountStock
from contract.messages.vending import CreateSession, OrderSummary


def repaired_session(**body: Any) -> dict[str, Any]:
    return repaired(body, examples.CREATE_SESSION, lambda one: validated(CreateSession, one))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ({"session_timeout_minutes": "15"}, {"session_timeout_minutes": 15}),
        ({"session_timeout_minutes": 15.0}, {"session_timeout_minutes": 15}),
        ({"session_timeout_minutes": "soon"}, {"session_timeout_minutes": 30}),
        ({"location": 5}, {"location": "5"}),
        ({"location": "x" * 300}, {"location": "x" * 200}),
        ({"location": "a\x00b\ud800"}, {"location": "ab"}),
        ({"location": ["Mall"]}, {"location": "Oxford Street Mall - Level 2"}),
        ({"metadata": "none"}, {"metadata": examples.CREATE_SESSION["metadata"]}),
        ({"vendor": "ACME"}, {"vendor": "ACME"}),
    ],
)
def test_a_wrong_field(wrong: dict[str, Any], right: dict[str, Any]) -> None:
    assert repaired_session(machine_id="VM009", **wrong) == {"machine_id": "VM009", **right}


@pytest.mark.parametrize("key", ["machineId", "MachineID", "machine-id", "MACHINE_ID"])
def test_another_spelling_of_a_missing_field(key: str) -> None:
    assert repaired_session(**{key: "VM009"}) == {"machine_id": "VM009"}


def test_a_missing_field_is_the_examples() -> None:
    assert repaired_session(location="Mall") == {"location": "Mall", "machine_id": "VM001"}


@pytest.mark.parametrize(("word", "meant"), [("PRINTING", "printing"), ("complete", "completed"), ("?", "printing")])
def test_the_nearest_word(word: str, meant: str) -> None:
    body = {"order_id": "ORDER_1", "status": word}
    fit = repaired(body, examples.ORDER_STATUS, lambda one: validated(UpdateOrderStatus, one))
    assert fit == {"order_id": "ORDER_1", "status": meant}


@pytest.mark.parametrize(("amount", "meant"), [("£21.99", 21.99), ("19", 19), (21.989999, 21.99), (None, 21.99)])
def test_an_amount(amount: Any, meant: float) -> None:
    body = examples.ORDER_SUMMARY | {"payment_amount": amount}
    fit = repaired(body, examples.ORDER_SUMMARY, lambda one: validated(OrderSummary, one))
    assert fit["payment_amount"] == meant


def test_a_count_that_no_example_has_is_left_out() -> None:
    body = {"phone_models": {"iphone_15": 3, "iphone_16": -1}}
    fit = repaired(body, examples.STOCK_COUNT, lambda one: validated(CountStock, one))
    assert fit == {"phone_models": {"iphone_15": 3}}


def test_what_is_refused_is_not_altered_in_place() -> None:
    body = {"machine_id": "VM009", "location": ["Mall"]}
    repaired(body, examples.CREATE_SESSION, lambda one: validated(CreateSession, one))
    assert body["location"] == ["Mall"]


def test_what_resists_gives_way_to_the_example() -> None:
    def check(body: dict[str, Any]) -> None:
        if body != examples.CREATE_SESSION:
            raise invalid(Code.FIELD_TYPE, "nothing.of.that.kind", "No", None)

    assert repaired({"machine_id": "VM009"}, examples.CREATE_SESSION, check) == examples.CREATE_SESSION
