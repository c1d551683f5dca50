"""Every answer of guide 2.2.0, literally: its keys, its JSON types, its words, its errors.

The answers to the printed requests are compared with what the guide prints; nothing here knows our contract.
"""

import io
import json
import re
import sqlite3
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.api.contract_answers import (
    DECIDED_COUNT,
    DECIDED_TRIGGER,
    DECIDED_UPDATE,
    PAY_STATUS_ANSWER,
    PRINT_COMMAND_ANSWER,
    PRINTED_BY_BOTH,
    PRINTED_ORDERS,
    STOCK_2_1_0,
    STOCK_2_2_0,
)
from tests.api.contract_calls import (
    PAID,
    Backend,
    Exchange,
    about,
    changed,
    reported,
    running,
    shape,
    union,
    wrong_moments,
)
from tests.api.printed_requests import (
    BATCH_DOWNLOAD,
    CONFIRM,
    CREATE,
    DELETE,
    EQUIPMENT_INFO,
    HEALTH,
    ORDER_INFO,
    PAY_STATUS,
    PRINT_COMMAND,
    REGISTER,
    SESSION,
    SESSION_STATUS,
    SESSION_VALIDATION,
    STOCK_STATUS,
    SUMMARY,
    TEST_CONNECTION,
    TRIGGER,
    UPDATE_ORDER,
    VALIDATE,
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
DEBUG_INFO = {"request_id": r"req_\w+", "processing_time": r"\d+\.\d{3}s", "equipment_status": r"online"}
DESIGNING: Request = ("POST", SESSION.replace("/api/vending", "/shop") + "/progress", '{"user_progress": "designing"}')
DESIGNED = changed(DESIGNING, user_progress="design_complete")

EXCHANGES = {
    **PRINTED_BY_BOTH,
    "session-validation": Exchange(
        SESSION_VALIDATION,
        """{
          "session_id": "VM001_20250729_143022_A1B2C3",
          "validation_result": {
            "is_valid": true,
            "format_details": {
              "machine_id": "VM001",
              "date_part": "20250729",
              "time_part": "143022",
              "random_part": "A1B2C3"
            },
            "security_level": "relaxed",
            "client_ip": "127.0.0.1"
          }
        }""",
        more='{"validation_result": {"suggestions": []}}',
        told=("session_id",),
    ),
    "payStatus": Exchange(PAY_STATUS, PAY_STATUS_ANSWER, told=tuple(json.loads(PAY_STATUS_ANSWER))),
    "equipment info": Exchange(
        EQUIPMENT_INFO,
        """{
          "equipment_id": "CN_DEBUG_01",
          "status": "online",
          "location": "API Testing Environment - Mock Data",
          "capabilities": {
            "max_print_size": "200x300mm",
            "supported_materials": ["TPU", "Silicone", "Hard Plastic"],
            "color_printing": true,
            "estimated_print_time": "15-30 minutes"
          },
          "current_queue": 3,
          "last_maintenance": "2025-08-01T10:00:00Z",
          "note": "This endpoint currently returns mock data for testing purposes"
        }""",
        told=("equipment_id", "status", "location", "capabilities", "current_queue", "last_maintenance", "note"),
    ),
    "equipment stock": DECIDED_COUNT,
    "send-print-command": Exchange(PRINT_COMMAND, PRINT_COMMAND_ANSWER, told=("success", "order_id")),
    "print/trigger": DECIDED_TRIGGER,
    "order-status-update": DECIDED_UPDATE,
    "printed": Exchange(changed(UPDATE_ORDER, status="printed"), DECIDED_UPDATE.answer),
    "completed": Exchange(changed(UPDATE_ORDER, status="completed"), DECIDED_UPDATE.answer),
    **PRINTED_ORDERS,
    "create-session": Exchange(
        CREATE,
        """{
          "success": true,
          "session_id": "VM001_20250804_143022_A1B2C3D4",
          "qr_data": {
            "session_id": "VM001_20250804_143022_A1B2C3D4",
            "machine_id": "VM001",
            "expires_at": "2025-08-04T15:00:22Z",
            "qr_url": "https://pimpmycase.shop?session=VM001_20250804_143022_A1B2C3D4&machine=VM001"
          },
          "session_info": {
            "status": "active",
            "user_progress": "started",
            "expires_at": "2025-08-04T15:00:22Z",
            "created_at": "2025-08-04T14:30:22Z"
          }
        }""",
        more='{"qr_url": "https://pimpmycase.shop?qr=true"}',
        told=("success",),
    ),
    "register-user": Exchange(
        REGISTER,
        """{
          "success": true,
          "message": "User registered with vending machine session",
          "session_status": {
            "status": "active",
            "user_progress": "qr_scanned",
            "expires_at": "2025-08-04T15:00:22Z",
            "last_activity": "2025-08-04T14:32:15Z"
          },
          "user_registered": true
        }""",
        told=("success", "message", "user_registered"),
    ),
    "order-summary": Exchange(
        SUMMARY,
        """{
          "success": true,
          "message": "Order summary received and processed",
          "session_updated": true,
          "payment_required": true,
          "session_status": {
            "status": "payment_pending",
            "user_progress": "payment_reached",
            "payment_amount": 21.99
          }
        }""",
        told=("success", "message", "session_updated", "payment_required", "session_status"),
    ),
    "order-info": Exchange(
        ORDER_INFO,
        """{
          "session_id": "VM001_20250804_143022_A1B2C3D4",
          "order_summary": {
            "brand": "iPhone",
            "model": "iPhone 15 Pro",
            "template": "Retro Remix",
            "price": 21.99,
            "currency": "GBP",
            "features": ["AI Enhancement", "Custom Text", "High Quality Print"]
          },
          "payment_info": {
            "amount": 21.99,
            "currency": "GBP",
            "tax_included": true,
            "breakdown": {
              "base_price": 19.99,
              "ai_enhancement": 2.00
            }
          },
          "machine_info": {
            "id": "VM001",
            "location": "Oxford Street Mall - Level 2"
          },
          "session_status": {
            "status": "payment_pending",
            "user_progress": "payment_reached",
            "expires_at": "2025-08-04T15:00:22Z",
            "last_activity": "2025-08-04T14:48:30Z"
          }
        }""",
        told=("session_id", "order_summary", "payment_info", "machine_info"),
    ),
    "confirm-payment": Exchange(
        CONFIRM,
        """{
          "success": true,
          "message": "Payment confirmed successfully",
          "order_created": true,
          "order_id": "ORDER_a819e123",
          "queue_number": "Q001",
          "session_status": {
            "status": "payment_completed",
            "user_progress": "payment_reached",
            "payment_confirmed_at": "2025-08-04T14:50:22Z"
          },
          "print_status": "queued_for_production"
        }""",
        told=("success", "message", "order_created", "print_status"),
    ),
    "session status": Exchange(
        SESSION_STATUS,
        """{
          "session_id": "VM001_20250804_143022_A1B2C3D4",
          "status": "designing",
          "user_progress": "design_complete",
          "expires_at": "2025-08-04T15:00:22Z",
          "created_at": "2025-08-04T14:30:22Z",
          "last_activity": "2025-08-04T14:45:10Z",
          "machine_id": "VM001",
          "security_validated": true,
          "order_id": "ORDER_a819e123",
          "payment_amount": 21.99,
          "session_data": {
            "brand": "iphone",
            "model": "iPhone 15 Pro",
            "template": "retro-remix",
            "user_selections": {
              "images_uploaded": 1,
              "text_added": "My Custom Text",
              "font": "Inter"
            }
          }
        }""",
        told=("session_id", "machine_id", "security_validated", "payment_amount", "session_data"),
    ),
    "validate": Exchange(
        VALIDATE,
        """{
          "session_id": "VM001_20250804_143022_A1B2C3D4",
          "valid": true,
          "security_validated": true,
          "session_health": {
            "is_expired": false,
            "is_active": true,
            "status": "designing",
            "user_progress": "design_complete",
            "expires_at": "2025-08-04T15:00:22Z",
            "last_activity": "2025-08-04T14:48:30Z"
          },
          "security_info": {
            "client_ip": "192.168.1.100",
            "validated": true,
            "security_level": "relaxed",
            "timestamp": "2025-08-04T14:48:35Z"
          }
        }""",
        told=("session_id", "valid", "security_validated"),
    ),
    "delete": Exchange(
        DELETE,
        """{
          "success": true,
          "message": "Session cancelled successfully",
          "session_id": "VM001_20250804_143022_A1B2C3D4"
        }""",
        told=("success", "session_id"),
    ),
    "health": Exchange(
        HEALTH,
        """{
          "status": "healthy",
          "timestamp": "2025-08-04T14:50:00Z",
          "api_version": "2.2.0",
          "services": {
            "database": "connected",
            "openai": "configured",
            "stripe": "configured",
            "image_storage": "available"
          },
          "metrics": {
            "active_sessions": 15,
            "pending_orders": 3,
            "system_load": "normal"
          }
        }""",
        told=("status", "api_version", "services"),
    ),
}
"""In an order in which every value is known when it is asked for."""


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    with running(tmp_path_factory.mktemp("contract")) as backend:
        yield backend


@pytest.fixture(scope="module")
def answers(backend: Backend) -> dict[str, TestResponse]:
    return {name: backend.send(exchange.request) for name, exchange in EXCHANGES.items()}


@pytest.mark.parametrize("name", EXCHANGES)
def test_keys_and_types_are_as_printed(answers: dict[str, TestResponse], name: str) -> None:
    exchange, answer = EXCHANGES[name], answers[name]
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert shape(answer.json) == union(shape(exchange.document), shape(json.loads(exchange.more)))


@pytest.mark.parametrize("name", EXCHANGES)
def test_what_does_not_depend_on_the_moment_is_as_printed(answers: dict[str, TestResponse], name: str) -> None:
    printed, document = EXCHANGES[name].document, answers[name].json or {}
    assert {key: document[key] for key in EXCHANGES[name].told} == {key: printed[key] for key in EXCHANGES[name].told}


@pytest.mark.parametrize("name", EXCHANGES)
def test_moments_are_utc_in_whole_seconds(answers: dict[str, TestResponse], name: str) -> None:
    assert wrong_moments(answers[name].json, EXCHANGES[name].document) == {}


@pytest.mark.parametrize("name", [name for name in EXCHANGES if name != "health"])
def test_debug_info(answers: dict[str, TestResponse], name: str) -> None:
    told = dict((answers[name].json or {})["debug_info"])
    printed = EXCHANGES[name].document.get("debug_info", {})
    assert {key: told.pop(key) for key in printed} == printed
    assert type(told.pop("queue_position", 2)) is int
    assert {"request_id", "processing_time"} <= told.keys() <= DEBUG_INFO.keys()
    assert all(re.fullmatch(DEBUG_INFO[key], value) for key, value in told.items())


def test_where_equipment_and_queue_are_told(answers: dict[str, TestResponse]) -> None:
    assert "equipment_status" in (answers["equipment info"].json or {})["debug_info"]
    assert "queue_position" in (answers["confirm-payment"].json or {})["debug_info"]


def test_no_debug_info_outside_the_api(answers: dict[str, TestResponse]) -> None:
    assert "debug_info" not in (answers["health"].json or {})


@pytest.mark.parametrize("name", EXCHANGES)
def test_rate_limit_headers(answers: dict[str, TestResponse], name: str) -> None:
    headers = {key: value for key, value in answers[name].headers.items() if key.startswith("X-RateLimit-")}
    if not EXCHANGES[name].request[1].startswith("/api/chinese/"):
        assert headers == {}
    else:
        assert int(headers.pop("X-RateLimit-Reset")) > 0
        assert headers == {"X-RateLimit-Limit": "35", "X-RateLimit-Remaining": "34"}


def test_machines(answers: dict[str, TestResponse]) -> None:
    machines = EXCHANGES["test-connection"].document["available_machine_ids"]
    assert (answers["test-connection"].json or {})["available_machine_ids"][: len(machines)] == machines


def test_the_code_has_the_printed_query(answers: dict[str, TestResponse]) -> None:
    document = answers["create-session"].json or {}
    assert document["qr_data"]["qr_url"] == f"https://pimpmycase.shop?session={document['session_id']}&machine=VM001"
    assert document["qr_url"].startswith("https://pimpmycase.shop?qr=true&")


def test_stock_status_serves_both_guides(backend: Backend) -> None:
    stock, both = shape(backend.send(STOCK_STATUS).json), [shape(json.loads(one)) for one in (STOCK_2_2_0, STOCK_2_1_0)]
    assert stock == union(stock, union(*both))
    assert stock.keys() == {*both[0], *both[1]}
    assert (stock["models"], stock["summary"]) == (both[0]["models"], both[0]["summary"])


@pytest.mark.parametrize(("name", "mimetype"), [("zip", "application/zip"), ("tar", "application/x-tar")])
def test_batch_download(backend: Backend, name: str, mimetype: str) -> None:
    method, path, _ = BATCH_DOWNLOAD
    answer = backend.send((method, path.replace("format=zip", f"format={name}"), ""))
    assert (answer.status_code, answer.mimetype) == (200, mimetype)
    assert {"zip": zipfile.is_zipfile, "tar": tarfile.is_tarfile}[name](io.BytesIO(answer.data))


@pytest.mark.parametrize(
    ("requests", "status", "progress"),
    [
        ([], "active", "started"),
        ([REGISTER], "active", "qr_scanned"),
        ([REGISTER, DESIGNING], "designing", "designing"),
        ([REGISTER, DESIGNING, DESIGNED], "designing", "design_complete"),
        ([REGISTER, SUMMARY], "payment_pending", "payment_reached"),
        (PAID, "payment_completed", "payment_reached"),
        ([REGISTER, DELETE], "cancelled", "qr_scanned"),
    ],
)
def test_session_status_and_progress(backend: Backend, requests: list[Request], status: str, progress: str) -> None:
    document = backend.status(backend.session(*requests))
    assert (document["status"], document["user_progress"]) == (status, progress)


def test_status_before_anything_is_known(backend: Backend) -> None:
    document = backend.status(backend.session())
    assert document.keys() == {*EXCHANGES["session status"].document, "debug_info"}
    assert (document["order_id"], document["payment_amount"]) == (None, None)
    assert document["session_data"] == {"brand": None, "model": None, "template": None, "user_selections": None}


def test_delete_of_an_unpaid_session(backend: Backend) -> None:
    answer = backend.send(about(DELETE, backend.session(REGISTER, SUMMARY))).json or {}
    assert answer["message"] == EXCHANGES["delete"].document["message"]


@pytest.fixture
def later(backend: Backend) -> Iterator[Backend]:
    """The backend, whose time a test may change."""
    yield backend
    backend.clock.ahead = timedelta()


def test_an_expired_session(later: Backend) -> None:
    session_id = later.session(REGISTER)
    later.clock.ahead = timedelta(minutes=30, seconds=1)
    assert later.status(session_id)["status"] == "expired"
    assert later.send(about(SUMMARY, session_id)).status_code == 410


@pytest.mark.parametrize("method", ["card", "cash", "contactless"])
def test_payment_methods(backend: Backend, method: str) -> None:
    session_id = backend.session(REGISTER, SUMMARY)
    assert backend.send(changed(about(CONFIRM, session_id), payment_method=method)).status_code == 200


@pytest.mark.parametrize(
    ("status", "word"), [(1, "waiting"), (2, "paying"), (3, "paid"), (4, "failed"), (5, "abnormal")]
)
def test_payment_status_codes(backend: Backend, status: int, word: str) -> None:
    payment_id = f"TEST_PAYMENT_{status}"
    assert backend.send(changed(PAY_STATUS, third_id=payment_id, status=status)).status_code == 200
    document = backend.get(f"/api/chinese/payment/{payment_id}/status")
    assert (document["status"], document["status_description"]) == (status, word)


@pytest.mark.parametrize(
    ("reports", "status", "progress", "quality"),
    [
        ([], "pending", 0, "pending"),
        (["printing"], "printing", 99, "pending"),
        (["printing", "printed"], "printed", 100, "passed"),
        (["printing", "printed", "completed"], "completed", 100, "passed"),
        (["printing", "failed"], "failed", 99, "failed"),
        (["cancelled"], "cancelled", 0, "pending"),
    ],
)
def test_order_status_values(backend: Backend, reports: list[str], status: str, progress: int, quality: str) -> None:
    document = backend.get(f"/api/chinese/print/{backend.order(*reports)}/status")
    assert (document["print_status"], document["progress"], document["quality_check"]) == (status, progress, quality)
    assert document.keys() == {*EXCHANGES["print status"].document, "debug_info"}


def test_print_times_before_the_start(backend: Backend) -> None:
    document = backend.get(f"/api/chinese/print/{backend.order()}/status")
    assert document["started_at"] is document["completed_at"] is document["equipment_id"] is None


def test_health_counts(backend: Backend) -> None:
    before = backend.get("/health")["metrics"]
    backend.session(), backend.order()
    after = backend.get("/health")["metrics"]
    assert [after[key] - before[key] for key in ("active_sessions", "pending_orders")] == [1, 1]


def test_the_printed_refusal(backend: Backend) -> None:
    answer = backend.send(changed(UPDATE_ORDER, status="invalid_status"))
    document, printed = answer.json or {}, json.loads(ERROR)
    assert (answer.status_code, shape(document)) == (422, shape(printed))
    assert document["validation_errors"] == printed["validation_errors"]
    assert wrong_moments(document, printed) == {}


CUSTOMER = json.loads(PRINT_COMMAND[2])["customer_info"]


@pytest.mark.parametrize(
    ("request_", "field", "value"),
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
    ],
)
def test_documented_requirements(backend: Backend, request_: Request, field: str, value: Any) -> None:
    answer = backend.send(changed(request_, **{field: value}))
    assert (answer.status_code, shape(answer.json)["detail"]) == (422, "string")
    errors = (answer.json or {})["validation_errors"]
    assert {error["field"].partition(".")[0].partition("[")[0] for error in errors} == {field}
    assert all(error.keys() == {"field", "message", "received_value"} for error in errors)


@pytest.mark.parametrize("priority", [1, 10])
def test_priorities(backend: Backend, priority: int) -> None:
    assert backend.send(changed(PRINT_COMMAND, priority=priority)).status_code == 200


@pytest.mark.parametrize(
    ("request_", "status"),
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
def test_other_refusals_have_the_same_shape(backend: Backend, request_: Request, status: int) -> None:
    answer = backend.send(request_)
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


def test_failing_health(tmp_path: Path, expected_logs: list[str]) -> None:
    expected_logs.append("the database failed")
    with running(tmp_path) as backend:
        with closing(sqlite3.connect(backend.database)) as connection:
            connection.execute("DROP TABLE session")
        answer = backend.send(HEALTH)
    assert (answer.status_code, shape(answer.json)) == (500, shape(EXCHANGES["health"].document))
    assert (answer.json or {})["status"] == "unhealthy"


def test_the_bare_address_names_the_service(backend: Backend) -> None:
    assert backend.send(("GET", "/", "")).status_code == 200
