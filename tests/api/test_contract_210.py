"""Every answer of guide 2.1.0, literally, where it differs from 2.2.0's: its keys, its JSON types, its webhooks."""

import json
from collections.abc import Iterator
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
)
from tests.api.contract_calls import Backend, Exchange, changed, running, shape, union, wrong_moments
from tests.api.printed_requests import (
    EQUIPMENT_INFO,
    OTHER_EQUIPMENT_INFO,
    PAY_STATUS_2_1_0,
    PRINT_COMMAND_2_1_0,
    STOCK_STATUS,
    UPDATE_ORDER,
    WEBHOOK,
)

EQUIPMENT = """{
  "equipment_id": "CN_DEBUG_01",
  "status": "online",
  "location": "Beijing Manufacturing Center",
  "capabilities": {
    "max_print_size": "200x300mm",
    "supported_materials": ["TPU", "Silicone", "Hard Plastic"],
    "color_printing": true,
    "estimated_print_time": "15-30 minutes"
  },
  "current_queue": 3,
  "last_maintenance": "2025-08-01T10:00:00Z"
}"""
NOTE = '{"note": "2.2.0 adds one"}'
EXCHANGES = {
    "webhook/configure": Exchange(
        WEBHOOK,
        """{
          "success": true,
          "message": "Webhook configured successfully",
          "webhook_id": "wh_1",
          "webhook_url": "https://your-system.com/webhook/pimpycase",
          "events": ["order_status_change", "payment_completed", "print_finished"],
          "created_at": "2025-08-02T14:42:00Z"
        }""",
        told=("success", "webhook_url", "events"),
    ),
    **PRINTED_BY_BOTH,
    "payStatus": Exchange(PAY_STATUS_2_1_0, PAY_STATUS_ANSWER, told=tuple(json.loads(PAY_STATUS_ANSWER))),
    "equipment info": Exchange(
        EQUIPMENT_INFO, EQUIPMENT, NOTE, ("equipment_id", "status", "capabilities", "last_maintenance")
    ),
    "the other equipment": Exchange(OTHER_EQUIPMENT_INFO, EQUIPMENT, NOTE, ("location", "capabilities")),
    "equipment stock": DECIDED_COUNT,
    "send-print-command": Exchange(PRINT_COMMAND_2_1_0, PRINT_COMMAND_ANSWER, told=("success", "order_id")),
    "print/trigger": DECIDED_TRIGGER,
    "order-status-update": DECIDED_UPDATE,
    "printed": Exchange(changed(UPDATE_ORDER, status="printed"), DECIDED_UPDATE.answer),
    "completed": Exchange(changed(UPDATE_ORDER, status="completed"), DECIDED_UPDATE.answer),
    **PRINTED_ORDERS,
}
"""In an order in which every value is known when it is asked for."""

STATUS_CHANGE = """{
  "event": "order_status_change",
  "order_id": "ORDER_a819e123",
  "old_status": "pending",
  "new_status": "printing",
  "timestamp": "2025-08-02T14:42:00Z",
  "equipment_id": "CN_DEBUG_01"
}"""
PAYMENT_COMPLETED = """{
  "event": "payment_completed",
  "order_id": "ORDER_a819e123",
  "payment_id": "TXN_VM001_20250804_001",
  "amount": 2199,
  "currency": "GBP",
  "session_id": "VM001_20250804_143022_A1B2C3D4",
  "timestamp": "2025-08-02T14:42:00Z"
}"""
PRINT_FINISHED = """{
  "event": "print_finished",
  "order_id": "ORDER_a819e123",
  "equipment_id": "CN_DEBUG_01",
  "print_status": "printed",
  "quality_check": "passed",
  "timestamp": "2025-08-02T14:42:00Z"
}"""


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


def test_stock_status(backend: Backend) -> None:
    stock, printed = backend.send(STOCK_STATUS).json or {}, json.loads(STOCK_2_1_0)
    assert shape(stock) == union(shape(stock), shape(printed))
    assert wrong_moments(stock, printed) == {}
    levels = [level for models in stock["stock_status"].values() for level in models.values()]
    assert shape(levels) == [{"available": "integer", "reserved": "integer"}]


@pytest.mark.parametrize("priority", [None, 1, 2, 3])
def test_priorities(backend: Backend, priority: int | None) -> None:
    assert backend.send(changed(PRINT_COMMAND_2_1_0, priority=priority)).status_code == 200


@pytest.fixture
def order_id(backend: Backend, answers: dict[str, TestResponse]) -> str:
    """A printed order, told about to the webhook that `answers` has configured."""
    assert answers["webhook/configure"].status_code == 200
    return backend.order("printing", "printed")


def told(backend: Backend, order_id: str, event: str) -> list[Any]:
    deliveries = backend.lab(f"webhooks/deliveries?order_id={order_id}&event={event}")["deliveries"]
    return [json.loads(delivery["body"]) for delivery in deliveries]


@pytest.mark.parametrize("printed", [PAYMENT_COMPLETED, PRINT_FINISHED])
def test_what_a_webhook_is_told_once(backend: Backend, order_id: str, printed: str) -> None:
    document = json.loads(printed)
    [body] = told(backend, order_id, document["event"])
    assert shape(body) == shape(document)
    assert (body["event"], body["order_id"]) == (document["event"], order_id)
    assert wrong_moments(body, document) == {}


def test_each_change_of_an_order_is_told(backend: Backend, order_id: str) -> None:
    bodies = told(backend, order_id, "order_status_change")
    changes = {body["new_status"]: body["old_status"] for body in bodies}
    assert changes == {"pending": None, "printing": "pending", "printed": "printing"}
    [printing] = [body for body in bodies if body["new_status"] == "printing"]
    assert (shape(printing), wrong_moments(printing, json.loads(STATUS_CHANGE))) == (
        shape(json.loads(STATUS_CHANGE)),
        {},
    )
