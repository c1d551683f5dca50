"""What a new database begins with."""

from datetime import UTC, datetime

from backend.catalogue import Catalogue
from backend.models.place import Equipment, Machine
from backend.models.queries.meta import GENERATION, keep_fact
from backend.models.stock import StockEntry, StockLevel
from backend.rules.stock import StockReason, split
from backend.seeding.examples import seed_examples
from kernel.chance import Chance

EQUIPMENT = {
    "CN_DEBUG_01": "API Testing Environment - Mock Data",
    "PRINTER_001": "Beijing Manufacturing Center",
}
"""Guide 2.2.0's location for the first and 2.1.0's for the second, so that both have been kept."""
LAST_MAINTENANCE = datetime(2025, 8, 1, 10, tzinfo=UTC)


def seed(chance: Chance, catalogue: Catalogue, now: datetime, with_examples: bool = False) -> None:
    """Machines, equipment and blanks; each model's initial stock is shared out over the equipment.

    The examples are what the guides print.
    """
    keep_fact(GENERATION, chance.octets(4, "generation").hex())
    for machine in catalogue.machines:
        Machine.create(machine_id=machine["id"], name=machine["name"], location=machine["location"], created_at=now)
    for equipment_id, location in EQUIPMENT.items():
        Equipment.create(
            equipment_id=equipment_id, location=location, status="online", last_maintenance=LAST_MAINTENANCE
        )
    for model in catalogue.models:
        for equipment_id, quantity in split(model.initial_stock, list(EQUIPMENT)).items():
            _stock(equipment_id, model.id, quantity, now)
    if with_examples:
        seed_examples(catalogue, now)


def _stock(equipment_id: str, model_id: str, quantity: int, now: datetime) -> None:
    StockLevel.create(equipment_id=equipment_id, model_id=model_id, on_hand=quantity)
    StockEntry.create(
        at=now, equipment_id=equipment_id, model_id=model_id, quantity=quantity, reason=StockReason.INITIAL
    )
