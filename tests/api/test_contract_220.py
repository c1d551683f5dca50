"""Every answer of guide 2.2.0, literally: its keys, its JSON types, its words, its errors.

The answers to the printed requests are compared with what the guide prints; nothing here knows our contract.
"""

import io
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta

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
    running,
    shape,
    union,
)
from tests.api.contract_sale import PRINTED_SALE
from tests.api.printed_requests import (
    BATCH_DOWNLOAD,
    CONFIRM,
    DELETE,
    EQUIPMENT_INFO,
    PAY_STATUS,
    PRINT_COMMAND,
    REGISTER,
    SESSION,
    SESSION_VALIDATION,
    STOCK_STATUS,
    SUMMARY,
    UPDATE_ORDER,
    Request,
)

DEBUG_INFO = json.loads("""{
  "debug_info": {
    "request_id": "req_123456",
    "processing_time": "0.045s",
    "equipment_status": "online",
    "queue_position": 2
  }
}""")["debug_info"]
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
    **PRINTED_SALE,
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
def test_the_answer_is_as_printed(answers: dict[str, TestResponse], name: str) -> None:
    assert EXCHANGES[name].seen(answers[name]) == EXCHANGES[name].expected()


@pytest.mark.parametrize("name", [name for name in EXCHANGES if name != "health"])
def test_debug_info(answers: dict[str, TestResponse], name: str) -> None:
    told = dict((answers[name].json or {})["debug_info"])
    printed = EXCHANGES[name].document.get("debug_info", {})
    assert {key: told.pop(key) for key in printed} == printed
    assert shape(told).items() <= shape(DEBUG_INFO).items()
    assert re.fullmatch(r"req_\w+", told["request_id"])
    assert re.fullmatch(r"\d+\.\d{3}s", told["processing_time"])


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


def test_the_parts_of_a_session_id(answers: dict[str, TestResponse]) -> None:
    told = (answers["session-validation"].json or {})["validation_result"]
    printed = EXCHANGES["session-validation"].document["validation_result"]
    keys = ("is_valid", "format_details", "security_level")
    assert {key: told[key] for key in keys} == {key: printed[key] for key in keys}


def test_machines(answers: dict[str, TestResponse]) -> None:
    machines = EXCHANGES["test-connection"].document["available_machine_ids"]
    assert (answers["test-connection"].json or {})["available_machine_ids"][: len(machines)] == machines


def test_ids_look_as_printed(answers: dict[str, TestResponse]) -> None:
    paid = answers["confirm-payment"].json or {}
    assert re.fullmatch(r"ORDER_[0-9a-f]{8}", paid["order_id"])
    assert re.fullmatch(r"Q\d{3}", paid["queue_number"])
    created = (answers["create-session"].json or {})["session_id"]
    assert re.fullmatch(r"VM001_\d{8}_\d{6}_[0-9A-F]{8}", created)


def test_a_session_lasts_as_printed(answers: dict[str, TestResponse]) -> None:
    told = (answers["create-session"].json or {})["session_info"]
    created, expires = (datetime.fromisoformat(told[key]) for key in ("created_at", "expires_at"))
    assert (told["status"], told["user_progress"], expires - created) == ("active", "started", timedelta(minutes=30))


def test_the_code_has_the_printed_query(answers: dict[str, TestResponse]) -> None:
    document = answers["create-session"].json or {}
    assert document["qr_data"]["qr_url"] == f"https://pimpmycase.shop?session={document['session_id']}&machine=VM001"
    assert document["qr_url"].startswith("https://pimpmycase.shop?qr=true&")


def test_stock_status_serves_both_guides(backend: Backend) -> None:
    stock, both = shape(backend.send(STOCK_STATUS).json), [shape(json.loads(one)) for one in (STOCK_2_2_0, STOCK_2_1_0)]
    assert stock == union(stock, union(*both))
    assert stock.keys() == {*both[0], *both[1]}
    assert (stock["models"], stock["summary"]) == (both[0]["models"], both[0]["summary"])


def batch(backend: Backend, kind: str) -> TestResponse:
    method, path, _ = BATCH_DOWNLOAD
    answer = backend.send((method, path.replace("format=zip", f"format={kind}"), ""))
    assert answer.status_code == 200
    return answer


def has_both_orders(names: list[str]) -> bool:
    return all(any(order_id in name for name in names) for order_id in ("ORDER_1", "ORDER_2"))


def test_batch_download_as_zip(backend: Backend) -> None:
    answer = batch(backend, "zip")
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert has_both_orders(archive.namelist())


def test_batch_download_as_tar(backend: Backend) -> None:
    answer = batch(backend, "tar")
    assert answer.mimetype == "application/x-tar"
    with tarfile.open(fileobj=io.BytesIO(answer.data)) as archive:
        assert has_both_orders(archive.getnames())


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
    backend.session()
    backend.order()
    after = backend.get("/health")["metrics"]
    assert [after[key] - before[key] for key in ("active_sessions", "pending_orders")] == [1, 1]


def test_the_bare_address_names_the_service(backend: Backend) -> None:
    assert backend.send(("GET", "/", "")).status_code == 200
