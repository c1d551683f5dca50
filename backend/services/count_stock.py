"""POST /api/chinese/equipment/{equipment_id}/stock: what somebody counted on one equipment."""

from collections.abc import Mapping
from datetime import datetime
from itertools import islice

from backend.base.refusals import Invalid
from backend.catalogue import Catalogue
from backend.events.announcements import stock_changed
from backend.models.queries.stock import by_model
from backend.models.stock import MaterialLevel, StockEntry, StockLevel
from backend.rules.stock import StockReason
from backend.steps.known_models import unknown_model
from backend.steps.lookup import find_equipment
from backend.world.environment import Environment
from contract.messages.stock import CountStock, StockCounted

USUAL_COUNTER = "manufacturer"
"""Who has counted when the call doesn't say."""
MOST_PROBLEMS = 10
"""Unknown models that one answer names: finding what is nearest to each takes time."""


def count_stock(environment: Environment, equipment_id: str, request: CountStock) -> StockCounted:
    """Absolute numbers replace what was on hand; the ledger gets the differences.

    What the call doesn't mention stays. Of two spellings of one model the last one counts.
    Raises Invalid for unknown models, and NotFound.
    """
    counts, materials = request.phone_models or {}, request.materials or {}
    check_models(counts, environment.catalogue)
    counter = request.updated_by or USUAL_COUNTER
    now = environment.now
    with environment.store.writing():
        find_equipment(equipment_id)
        _count_models(equipment_id, _by_id(counts, environment.catalogue), counter, now)
        _count_materials(equipment_id, materials)
    return StockCounted(
        success=True,
        message=f"Stock of {equipment_id} updated: {len(counts)} models, {len(materials)} materials",
        equipment_id=equipment_id,
        updated_models=counts,
        updated_materials=materials,
        updated_by=counter,
        timestamp=now,
    )


def check_models(counts: Mapping[str, int], catalogue: Catalogue) -> None:
    found = (unknown_model(f"phone_models.{name}", name, catalogue) for name in counts)
    problems = list(islice((problem for problem in found if problem is not None), MOST_PROBLEMS))
    if problems:
        raise Invalid(problems)


def _by_id(counts: Mapping[str, int], catalogue: Catalogue) -> dict[str, int]:
    models = ((catalogue.model(name), count) for name, count in counts.items())
    return {model.id: count for model, count in models if model is not None}


def _count_models(equipment_id: str, counts: Mapping[str, int], counter: str, now: datetime) -> None:
    known = by_model(equipment_id)
    for model_id, count in counts.items():
        difference = count - known.get(model_id, 0)
        StockLevel.put(equipment_id=equipment_id, model_id=model_id, on_hand=count)
        StockEntry.create(
            at=now,
            equipment_id=equipment_id,
            model_id=model_id,
            quantity=difference,
            reason=StockReason.COUNT,
            note=counter,
        )
        if difference:
            stock_changed(model_id, now, equipment_id)


def _count_materials(equipment_id: str, counts: Mapping[str, int]) -> None:
    for material, count in counts.items():
        MaterialLevel.put(equipment_id=equipment_id, material=material, on_hand=count)
