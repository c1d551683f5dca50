"""summary.json: what the demo did, how long it took, and what the documented endpoints say about it afterwards."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from contract.client import ManufacturerClient, VendingClient
from contract.transport import Transport
from demo.lab import EQUIPMENT
from demo.sale import Sold
from demo.steps import Step


async def read_statuses(transport: Transport, sold: Sold) -> dict[str, Any]:
    """Session, print and equipment as the documented endpoints tell them now."""
    manufacturer = ManufacturerClient(transport)
    session = await VendingClient(transport).session_status(sold.session_id)
    job = await manufacturer.print_status(sold.order_id)
    equipment = await manufacturer.equipment_info(EQUIPMENT)
    return {
        "session_status": session.model_dump(mode="json"),
        "print_status": job.model_dump(mode="json"),
        "equipment_info": equipment.model_dump(mode="json"),
    }


def write_summary(
    file: Path,
    sales: Sequence[Sold],
    statuses: Sequence[dict[str, Any]],
    steps: Sequence[Step],
    stalls: dict[str, float],
) -> None:
    """The last sale stands at the top. Stalls are milliseconds by program."""
    *earlier, last = [_tell(sold, each) for sold, each in zip(sales, statuses, strict=True)]
    content = {
        **last,
        "longest_stall_ms": stalls,
        "steps": [{"name": step.name, "seconds": round(step.seconds, 3)} for step in steps],
        "earlier_sales": earlier,
    }
    file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _tell(sold: Sold, statuses: dict[str, Any]) -> dict[str, Any]:
    return {
        "session_id": sold.session_id,
        "order_id": sold.order_id,
        "queue_number": sold.queue_number,
        "final_statuses": statuses,
    }
