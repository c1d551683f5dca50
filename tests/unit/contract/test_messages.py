import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from pydantic import ValidationError

from contract.messages.base import Request, format_time
from contract.messages.manufacturer import UpdateOrderStatus
from contract.messages.vending import ConfirmPayment, CreateSession, OrderSummary, RegisterUser, SessionState
from contract.vocabulary import OrderStatus, PaymentMethod
from kernel.money import Money

CONFIRMATION = {
    "session_id": "VM001_20250804_143022_A1B2C3D4",
    "payment_method": "card",
    "payment_amount": 21.99,
    "transaction_id": "TXN_VM001_20250804_001",
}
STATE = {
    "session_id": "VM001_20250804_143022_A1B2C3D4",
    "status": "active",
    "user_progress": "started",
    "expires_at": "2025-08-04T15:00:22Z",
    "created_at": "2025-08-04T14:30:22Z",
    "last_activity": None,
    "machine_id": "VM001",
    "security_validated": True,
    "order_id": None,
    "payment_amount": None,
    "session_data": None,
}


def problems(message: type[Request], **body: object) -> dict[str, str]:
    """The fields that the message refuses, with its sentences."""
    try:
        message.model_validate_json(json.dumps(body))
    except ValidationError as refusal:
        return {str(error["loc"][0]): error["msg"] for error in refusal.errors()}
    return {}


def confirmation(**changes: object) -> ConfirmPayment:
    return ConfirmPayment.model_validate_json(json.dumps(CONFIRMATION | changes))


def test_documented_confirmation_is_read() -> None:
    request = confirmation()
    assert request.payment_method is PaymentMethod.CARD
    assert request.payment_amount == Money(2199)


def test_enum_sentence_is_the_guides() -> None:
    sentence = problems(UpdateOrderStatus, order_id="ORDER_1", status="invalid_status")["status"]
    words = "['pending', 'printing', 'printed', 'completed', 'failed', 'cancelled']"
    assert sentence.removeprefix("Value error, ") == f"Status must be one of: {words}"


def test_enum_word_is_read() -> None:
    request = UpdateOrderStatus.model_validate_json('{"order_id": "ORDER_1", "status": "printing"}')
    assert request.status is OrderStatus.PRINTING


@pytest.mark.parametrize("value", ["", "CARD", 1, None, ["card"]])
def test_other_payment_method_is_refused(value: object) -> None:
    assert "payment_method" in problems(ConfirmPayment, **CONFIRMATION | {"payment_method": value})


@pytest.mark.parametrize("value", ["21.99", True, None, 21.999, float("nan"), float("inf"), [21.99]])
def test_amount_is_a_number_of_pounds(value: object) -> None:
    assert "payment_amount" in problems(ConfirmPayment, **CONFIRMATION | {"payment_amount": value})


def test_whole_pounds_are_an_amount() -> None:
    assert confirmation(payment_amount=20).payment_amount == Money(2000)


@pytest.mark.parametrize("value", ["30", 30.5, True])
def test_timeout_is_an_integer(value: object) -> None:
    assert "session_timeout_minutes" in problems(CreateSession, machine_id="VM001", session_timeout_minutes=value)


@pytest.mark.parametrize("character", ["\x00", "\x07", "\r", "\x1b", "\x7f", "\x85"])
def test_control_character_is_refused(character: str) -> None:
    assert "location" in problems(CreateSession, machine_id="VM001", location=f"Level{character}2")


def test_lone_surrogate_is_refused() -> None:
    with pytest.raises(ValidationError):
        CreateSession.model_validate_json('{"machine_id": "VM001", "location": "\\ud800"}')


@pytest.mark.parametrize("text", ["牛津街商场 2 层", "two\nlines\tand a tab", "é 🦊 العربية", ""])
def test_all_other_text_comes_back_unchanged(text: str) -> None:
    request = CreateSession(machine_id="VM001", location=text)
    assert CreateSession.model_validate_json(request.model_dump_json()).location == text


@pytest.mark.parametrize(
    ("message", "field", "longest"),
    [
        (CreateSession, "machine_id", 100),
        (CreateSession, "location", 200),
        (RegisterUser, "user_agent", 500),
        (ConfirmPayment, "transaction_id", 100),
        (UpdateOrderStatus, "notes", 500),
        (UpdateOrderStatus, "queue_number", 50),
        (UpdateOrderStatus, "chinese_order_id", 100),
    ],
)
def test_longest_text(message: type[Request], field: str, longest: int) -> None:
    assert field not in problems(message, **{field: "x" * longest})
    assert field in problems(message, **{field: "x" * (longest + 1)})


@pytest.mark.parametrize("address", ["192.168.1.100", "2001:db8::1", ""])
def test_ip_address_is_read(address: str) -> None:
    assert RegisterUser(machine_id="VM001", session_id="S", ip_address=address).ip_address == address


def test_other_text_is_no_ip_address() -> None:
    assert "ip_address" in problems(RegisterUser, machine_id="VM001", session_id="S", ip_address="here")


def test_unknown_keys_of_a_request_are_ignored() -> None:
    assert confirmation(cashier="Ann") == confirmation()


def test_unknown_keys_of_an_answer_are_tolerated() -> None:
    assert SessionState.model_validate(STATE | {"debug_info": {}}).machine_id == "VM001"


def test_missing_key_of_an_answer_is_not() -> None:
    state: dict[str, Any] = {key: value for key, value in STATE.items() if key != "status"}
    with pytest.raises(ValidationError, match="status"):
        SessionState.model_validate(state)


def test_amount_leaves_as_pounds() -> None:
    summary = OrderSummary(session_id="S", order_data={}, payment_amount=Money(2199), currency="GBP")
    assert json.loads(summary.model_dump_json())["payment_amount"] == 21.99


def test_time_leaves_as_utc_with_whole_seconds() -> None:
    beijing = timezone(timedelta(hours=8))
    assert format_time(datetime(2026, 11, 21, 22, 30, 5, 900_000, beijing)) == "2026-11-21T14:30:05Z"
    assert format_time(datetime(2026, 11, 21, tzinfo=UTC)) == "2026-11-21T00:00:00Z"
