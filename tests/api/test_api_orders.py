"""Orders as a manufacturer reports them: statuses, progress, stock, queue."""

from typing import Any

import peewee
import pytest
from werkzeug.test import TestResponse

from backend.models.order import Order
from backend.models.stock import StockEntry, StockLevel
from backend.world.environment import Environment
from contract.hints import Code, parse_hints
from tests.api.api_driver import MODEL, Api, ManualClock


def _last_entry(environment: Environment) -> StockEntry:
    with environment.store.reading():
        return StockEntry.select().order_by(StockEntry.id.desc()).get()


def _hints(answer: TestResponse) -> list[str]:
    return [hint.code for hint in parse_hints(answer.headers.get("Lab-Hint", ""))]


def test_an_unknown_order(api: Api) -> None:
    assert api.update_order("ORDER_a819e123", "printing").status_code == 404
    assert api.client.get("/api/chinese/print/ORDER_a819e123/status").status_code == 404


def test_an_unknown_equipment(api: Api) -> None:
    answer = api.client.get("/api/chinese/equipment/PRINTER_009/info")
    assert answer.status_code == 404
    assert "CN_DEBUG_01, PRINTER_001" in (answer.json or {})["detail"]


def test_a_refused_move_names_the_legal_ones(api: Api) -> None:
    answer = api.update_order(api.order(), "printed")
    assert answer.status_code == 400
    assert (answer.json or {})["detail"].endswith("only to: printing, failed, cancelled")


def test_a_final_status_says_so(api: Api) -> None:
    order_id = api.order()
    api.update_order(order_id, "cancelled")
    answer = api.update_order(order_id, "printing").json or {}
    assert answer["detail"].endswith("that is final")


def test_the_same_status_again_may_bring_an_estimate(api: Api, clock: ManualClock) -> None:
    order_id = api.order()
    api.update_order(order_id, "printing")
    again = api.update_order(order_id, "printing", estimated_completion="2025-08-04T14:40:22Z")
    assert (again.json or {})["previous_status"] == "printing"
    clock.advance(minutes=5)
    assert api.print_status(order_id)["progress"] == 50


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("order_id", ""),
        ("order_id", "x" * 101),
        ("status", None),
        ("status", 3),
        ("notes", "x" * 501),
        ("equipment_id", "x" * 101),
        ("queue_number", "x" * 51),
        ("chinese_order_id", "x" * 101),
        ("estimated_completion", "soon"),
        ("estimated_completion", ""),
        ("estimated_completion", "2025-08-02T25:00:00Z"),
        ("estimated_completion", "2025-02-30T12:00:00Z"),
        ("estimated_completion", "02/08/2025 15:30"),
        ("estimated_completion", "1722610200"),
        ("estimated_completion", "0001-01-01T00:00:00+14:00"),
        ("estimated_completion", "9999-12-31T23:59:59-14:00"),
        ("estimated_completion", 1722610200),
    ],
)
def test_order_status_update_refuses_a_field(api: Api, field: str, value: Any) -> None:
    body = {"order_id": "ORDER_a819e123", "status": "printing"} | {field: value}
    answer = api.client.post("/api/chinese/order-status-update", json=body)
    assert answer.status_code == 422
    assert [one["field"] for one in (answer.json or {})["validation_errors"]] == [field]


def test_everything_that_a_report_may_bring(api: Api, environment: Environment) -> None:
    brought = {"notes": "颜" * 500, "queue_number": "Q" * 50, "chinese_order_id": "C" * 100, "equipment_id": "E" * 100}
    order_id = api.order()
    assert api.update_order(order_id, "printing", **brought).status_code == 200
    with environment.store.reading():
        order = Order.get(Order.order_id == order_id)
    assert (order.notes, order.manufacturer_queue_number) == (brought["notes"], brought["queue_number"])
    assert (order.chinese_order_id, order.equipment_id) == (brought["chinese_order_id"], brought["equipment_id"])


def test_what_a_report_leaves_out_stays(api: Api, environment: Environment) -> None:
    order_id = api.order()
    api.update_order(order_id, "printing", notes="Started printing process", queue_number="7")
    api.update_order(order_id, "printed", notes=None)
    with environment.store.reading():
        order = Order.get(Order.order_id == order_id)
    assert (order.notes, order.manufacturer_queue_number) == ("Started printing process", "7")


@pytest.mark.parametrize(
    "written",
    [
        "2025-08-04T14:40:22Z",
        "2025-08-04T14:40:22.000+00:00",
        "2025-08-04T22:40:22+08:00",
        "2025-08-04T14:40:22",
        "2025-08-04 14:40:22",
        "20250804T144022Z",
        "2025-W32-1T14:40:22Z",
    ],
)
def test_spellings_of_an_estimate(api: Api, clock: ManualClock, written: str) -> None:
    order_id = api.order()
    api.update_order(order_id, "printing", estimated_completion=written)
    clock.advance(minutes=1)
    assert api.print_status(order_id)["progress"] == 10


def test_progress_waits_at_99(api: Api, clock: ManualClock) -> None:
    order_id = api.order()
    api.update_order(order_id, "printing", estimated_completion="2025-08-04T14:40:22Z")
    clock.advance(hours=1)
    assert api.print_status(order_id)["progress"] == 99


def test_times_of_a_print(api: Api, clock: ManualClock) -> None:
    order_id = api.order()
    for status in ("printing", "printed", "completed"):
        clock.advance(minutes=10)
        api.update_order(order_id, status)
    shown = api.print_status(order_id)
    assert (shown["started_at"], shown["completed_at"]) == ("2025-08-04T14:40:22Z", "2025-08-04T14:50:22Z")


def test_a_failed_print(api: Api, clock: ManualClock) -> None:
    order_id = api.order()
    api.update_order(order_id, "printing", estimated_completion="2025-08-04T14:40:22Z")
    clock.advance(minutes=5)
    api.update_order(order_id, "failed", notes="no ink")
    clock.advance(minutes=4)
    shown = api.print_status(order_id)
    assert (shown["progress"], shown["quality_check"], shown["completed_at"]) == (50, "failed", None)


def test_printing_takes_the_blank_from_the_reporting_equipment(api: Api, environment: Environment) -> None:
    order_id = api.order()
    assert api.stock("PRINTER_001") == {"on_hand": 50, "reserved": 1, "available": 99}
    api.update_order(order_id, "printing", equipment_id="PRINTER_001")
    assert api.stock("PRINTER_001") == {"on_hand": 49, "reserved": 0, "available": 99}
    entry = _last_entry(environment)
    assert (entry.equipment_id, entry.quantity, entry.order_id, entry.note) == ("PRINTER_001", -1, order_id, None)


def test_equipment_without_a_blank_takes_anothers(api: Api, environment: Environment) -> None:
    order_id = api.order()
    with environment.store.writing():
        StockLevel.update(on_hand=0).where(StockLevel.equipment_id == "PRINTER_001").execute()
    api.update_order(order_id, "printing", equipment_id="PRINTER_001")
    entry = _last_entry(environment)
    assert (entry.equipment_id, entry.quantity) == ("CN_DEBUG_01", -1)
    assert entry.note == "printed on PRINTER_001, which had none on hand"


def test_a_print_without_any_blank_is_noted(api: Api, environment: Environment) -> None:
    order_id = api.order()
    with environment.store.writing():
        StockLevel.update(on_hand=0).execute()
    answer = api.update_order(order_id, "printing")
    assert (answer.status_code, _hints(answer)) == (200, [Code.NO_BLANK_LEFT])
    assert (_last_entry(environment).quantity, api.stock()["available"]) == (0, 0)


def test_a_manufacturers_own_equipment_id_is_kept(api: Api) -> None:
    order_id = api.order()
    answer = api.update_order(order_id, "printing", equipment_id="PRESS 7")
    assert (answer.status_code, _hints(answer)) == (200, [Code.EQUIPMENT_NOT_OURS])
    assert api.print_status(order_id)["equipment_id"] == "PRESS 7"


@pytest.mark.parametrize("status", ["cancelled", "failed"])
def test_a_lost_order_releases_its_blank(api: Api, status: str) -> None:
    api.update_order(api.order(), status)
    assert api.stock() == {"on_hand": 50, "reserved": 0, "available": 100}


def test_printed_and_failed_uses_one_blank(api: Api) -> None:
    order_id = api.order()
    for status in ("printing", "printed", "failed"):
        api.update_order(order_id, status)
    assert api.stock()["available"] == 99


def test_the_ledger_is_the_stock(api: Api, environment: Environment) -> None:
    for status in ("printing", "cancelled"):
        api.update_order(api.order(), status)
    with environment.store.reading():
        booked = StockEntry.select(peewee.fn.SUM(StockEntry.quantity)).where(StockEntry.model_id == MODEL).scalar()
        on_hand = StockLevel.select(peewee.fn.SUM(StockLevel.on_hand)).where(StockLevel.model_id == MODEL).scalar()
    assert booked == on_hand == 99


def test_current_queue(api: Api) -> None:
    first, second = api.order(), api.order()
    api.update_order(first, "printing", equipment_id="CN_DEBUG_01")
    queues = [
        (api.client.get(f"/api/chinese/equipment/{one}/info").json or {})["current_queue"]
        for one in ("CN_DEBUG_01", "PRINTER_001")
    ]
    api.update_order(second, "cancelled")
    assert queues == [2, 1]
