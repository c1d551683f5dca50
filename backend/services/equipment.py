"""GET /api/chinese/equipment/{equipment_id}/info, and how long its queue is."""

from backend.models.order import PrintJob
from backend.models.queries.jobs import count_ahead, latest_job, queue_length
from backend.rules.job import QUEUED
from backend.steps.lookup import find_equipment, find_order, known_equipment
from backend.world.environment import Environment
from contract.messages.manufacturer import Capabilities, EquipmentInfo

NOTE = "This endpoint currently returns mock data for testing purposes"
"""As guide 2.2.0 prints it; clients compare it."""
PRINT_TIME = "15-30 minutes"


def equipment_info(environment: Environment, equipment_id: str) -> EquipmentInfo:
    """Raises NotFound."""
    with environment.store.reading():
        equipment = find_equipment(equipment_id)
        queue = queue_length(equipment_id)
    return EquipmentInfo(
        equipment_id=equipment_id,
        status=equipment.status,
        location=equipment.location,
        capabilities=Capabilities(
            max_print_size=environment.catalogue.max_print_size,
            supported_materials=list(environment.catalogue.supported_materials),
            color_printing=True,
            estimated_print_time=PRINT_TIME,
        ),
        current_queue=queue,
        last_maintenance=equipment.last_maintenance,
        note=NOTE,
    )


def order_standing(environment: Environment, order_id: str) -> dict[str, str | int]:
    """For the debug block: the equipment's status, and the order's place among those that wait."""
    with environment.store.reading():
        job = latest_job(order_id)
        equipment_id = job.equipment_id or known_equipment(find_order(order_id).equipment_id)
        standing: dict[str, str | int] = {}
        if equipment_id is not None:
            standing["equipment_status"] = find_equipment(equipment_id).status
        position = queue_position(job)
        if position is not None:
            standing["queue_position"] = position
    return standing


def equipment_standing(environment: Environment, equipment_id: str) -> dict[str, str]:
    """For the debug block of a call about equipment."""
    with environment.store.reading():
        return {"equipment_status": find_equipment(equipment_id).status}


def queue_position(job: PrintJob) -> int | None:
    """The job's place among those that wait, from 1; None once it no longer waits."""
    if job.state not in QUEUED:
        return None
    return 1 + count_ahead(job.priority, job.id)
