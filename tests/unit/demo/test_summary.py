"""summary.json, as a script in CI reads it."""

import json
from pathlib import Path
from typing import Any

from demo.sale import Sold
from demo.steps import Step
from demo.summary import write_summary

FIRST = Sold("VM001_1", "ORDER_1", "Q001")
SECOND = Sold("VM001_2", "ORDER_2", "Q002")


def written(folder: Path, *sales: Sold) -> Any:
    file = folder / "summary.json"
    statuses = [{"print_status": {"order_id": sold.order_id}} for sold in sales]
    write_summary(file, sales, statuses, [Step("Code shown", "Code shown: …", 0.12345)], {"kiosk": 24.7})
    return json.loads(file.read_text(encoding="utf-8"))


def test_one_sale_stands_at_the_top(tmp_path: Path) -> None:
    assert written(tmp_path, FIRST) == {
        "session_id": "VM001_1",
        "order_id": "ORDER_1",
        "queue_number": "Q001",
        "final_statuses": {"print_status": {"order_id": "ORDER_1"}},
        "longest_stall_ms": {"kiosk": 24.7},
        "steps": [{"name": "Code shown", "seconds": 0.123}],
        "earlier_sales": [],
    }


def test_earlier_sales_stand_below_with_their_own_statuses(tmp_path: Path) -> None:
    summary = written(tmp_path, FIRST, SECOND)
    assert summary["queue_number"] == "Q002"
    assert [sale["final_statuses"]["print_status"]["order_id"] for sale in summary["earlier_sales"]] == ["ORDER_1"]
