"""What the guides say about errors, literally: each code of their table, its shape, and each documented requirement."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.api.contract_calls import Backend, changed, reported, running, shape, wrong_moments
from tests.api.printed_requests import (
    CONFIRM,
    CREATE,
    PAY_STATUS,
    PAY_STATUS_2_1_0,
    PRINT_COMMAND,
    PRINT_COMMAND_2_1_0,
    REGISTER,
    SUMMARY,
    TEST_CONNECTION,
    TRIGGER,
    UPDATE_ORDER,
    VALIDATE,
    WEBHOOK,
    Request,
)

ERROR = """{
  "detail": "Error description",
  "validation_errors": [
    {
      "field": "status",
      "message": "Status must be one of: ['pending', 'printing', 'printed', 'completed', 'failed', 'cancelled']",
      "received_value": "invalid_status"
    }
  ],
  "timestamp": "2025-08-02T14:42:00Z"
}"""


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    with running(tmp_path_factory.mktemp("contract")) as backend:
        yield backend


def test_the_printed_refusal(backend: Backend) -> None:
    answer = backend.send(changed(UPDATE_ORDER, status="invalid_status"))
    document, printed = answer.json or {}, json.loads(ERROR)
    assert (answer.status_code, shape(document)) == (422, shape(printed))
    assert document["validation_errors"] == printed["validation_errors"]
    assert wrong_moments(document, printed) == {}


CUSTOMER = json.loads(PRINT_COMMAND[2])["customer_info"]


@pytest.mark.parametrize(
    ("call", "field", "value"),
    [
        (PAY_STATUS, "third_id", None),
        (PAY_STATUS, "third_id", ""),
        (PAY_STATUS, "third_id", 7),
        (PAY_STATUS, "status", None),
        (PAY_STATUS, "status", 0),
        (PAY_STATUS, "status", 6),
        (PAY_STATUS, "status", "3"),
        (PAY_STATUS, "status", True),
        (PAY_STATUS, "message", "x" * 501),
        (PRINT_COMMAND, "order_id", None),
        (PRINT_COMMAND, "image_urls", None),
        (PRINT_COMMAND, "image_urls", []),
        (PRINT_COMMAND, "image_urls", ["http://example.com/design.png"]),
        (PRINT_COMMAND, "phone_model", None),
        (PRINT_COMMAND, "customer_info", None),
        (PRINT_COMMAND, "customer_info", CUSTOMER | {"email": "john"}),
        (PRINT_COMMAND, "customer_info", CUSTOMER | {"phone": 44}),
        (PRINT_COMMAND, "customer_info", {"email": "john@example.com", "phone": "+44123456789"}),
        (PRINT_COMMAND, "priority", None),
        (PRINT_COMMAND, "priority", 0),
        (PRINT_COMMAND, "priority", 11),
        (TRIGGER, "order_id", None),
        (TRIGGER, "equipment_id", None),
        (TRIGGER, "print_data", None),
        (UPDATE_ORDER, "order_id", None),
        (UPDATE_ORDER, "status", None),
        (UPDATE_ORDER, "estimated_completion", "tomorrow"),
        (CREATE, "machine_id", None),
        (CREATE, "location", "x" * 201),
        (CREATE, "session_timeout_minutes", "30"),
        (REGISTER, "machine_id", None),
        (REGISTER, "session_id", None),
        (REGISTER, "ip_address", "here"),
        (SUMMARY, "order_data", None),
        (SUMMARY, "payment_amount", 0),
        (SUMMARY, "payment_amount", 500.01),
        (SUMMARY, "payment_amount", 21.999),
        (SUMMARY, "currency", "EUR"),
        (CONFIRM, "payment_method", "cheque"),
        (CONFIRM, "payment_amount", "21.99"),
        (CONFIRM, "transaction_id", None),
        (CONFIRM, "payment_data", "1234"),
        (PAY_STATUS_2_1_0, "payment_id", ""),
        (PAY_STATUS_2_1_0, "status", 6),
        (PAY_STATUS_2_1_0, "status", "3"),
        (PAY_STATUS_2_1_0, "notes", "x" * 501),
        (PRINT_COMMAND_2_1_0, "order_id", None),
        (PRINT_COMMAND_2_1_0, "equipment_id", None),
        (PRINT_COMMAND_2_1_0, "priority", 4),
        (PRINT_COMMAND_2_1_0, "print_settings", "TPU"),
        (WEBHOOK, "webhook_url", None),
        (WEBHOOK, "webhook_url", "your-system.com"),
        (WEBHOOK, "events", ["order_created"]),
        (WEBHOOK, "events", []),
        (WEBHOOK, "secret", ""),
    ],
)
def test_documented_requirements(backend: Backend, call: Request, field: str, value: Any) -> None:
    answer = backend.send(changed(call, **{field: value}))
    assert (answer.status_code, shape(answer.json)["detail"]) == (422, "string")
    errors = (answer.json or {})["validation_errors"]
    assert {error["field"].partition(".")[0].partition("[")[0] for error in errors} == {field}
    assert all(error.keys() == {"field", "message", "received_value"} for error in errors)


@pytest.mark.parametrize("priority", [1, 10])
def test_priorities(backend: Backend, priority: int) -> None:
    assert backend.send(changed(PRINT_COMMAND, priority=priority)).status_code == 200


@pytest.mark.parametrize(
    ("call", "status"),
    [
        (("GET", "/api/vending/session/VM001_20251304_143022_A1B2C3D4/status", ""), 400),
        (("POST", "/api/vending/create-session", "machine_id=VM001"), 400),
        (changed(UPDATE_ORDER, order_id="ORDER_456", status="completed"), 400),
        (reported("ORDER_unknown", "printing"), 404),
        (("GET", "/api/vending/session/VM001_20250804_143022_FFFFFFFF/status", ""), 404),
        (("GET", "/api/chinese/equipment/PRINTER_999/info", ""), 404),
        (("GET", "/api/chinese/payment/PAY_999/status", ""), 404),
        (("GET", "/api/chinese/nowhere", ""), 404),
        (("DELETE", "/api/chinese/test-connection", ""), 405),
        (("POST", "/api/vending/create-session", '"' + "x" * 1024 * 1024 + '"'), 413),
    ],
)
def test_other_refusals_have_the_same_shape(backend: Backend, call: Request, status: int) -> None:
    answer = backend.send(call)
    assert answer.status_code == status
    assert_plain_refusal(answer)


def assert_plain_refusal(answer: TestResponse) -> None:
    """The shape of the printed error, without a field to name."""
    document, printed = answer.json or {}, json.loads(ERROR) | {"validation_errors": []}
    assert shape(document) == shape(printed)
    assert wrong_moments(document, printed) == {}
    assert {"request_id", "processing_time"} <= document["debug_info"].keys()


def test_too_many_calls(backend: Backend) -> None:
    answers = [backend.send(TEST_CONNECTION, address="192.0.2.1") for _ in range(36)]
    assert [answer.status_code for answer in answers] == [200] * 35 + [429]
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers[-2:]] == ["0", "0"]
    assert ["Retry-After" in answer.headers for answer in answers[-2:]] == [False, True]
    assert_plain_refusal(answers[-1])


def test_a_server_error(backend: Backend, expected_logs: list[str]) -> None:
    expected_logs.append("Exception on")
    backend.clock.fail_once = True
    answer = backend.send(VALIDATE)
    assert answer.status_code == 500
    assert_plain_refusal(answer)
