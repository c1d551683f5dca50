"""GET /lab/stock: blanks per equipment and model."""

from collections import Counter

from backend.catalogue import Model
from backend.models.queries.stock import levels, reserved_by_model
from backend.models.stock import StockLevel
from backend.rules.stock import available
from backend.steps.lookup import find_equipment
from backend.world.environment import Environment
from contract.messages import lab


def stock_levels(environment: Environment, equipment_id: str | None) -> lab.Stock:
    """The levels of one equipment, or of all, in the catalogue's order. Raises NotFound."""
    with environment.store.reading():
        if equipment_id is not None:
            find_equipment(equipment_id)
        known = levels()
        reserved = reserved_by_model()
    totals: Counter[str] = Counter()
    for level in known:
        totals[level.model_id] += level.on_hand
    shown = [level for level in known if equipment_id in {None, level.equipment_id}]
    return lab.Stock(
        levels=[
            _level(level, model, totals[model.id], reserved[model.id])
            for model in environment.catalogue.models
            for level in shown
            if level.model_id == model.id
        ]
    )


def _level(level: StockLevel, model: Model, total: int, reserved: int) -> lab.StockLevel:
    return lab.StockLevel(
        model_id=model.id,
        model=model.name,
        brand=model.brand_id,
        equipment_id=level.equipment_id,
        on_hand=level.on_hand,
        reserved=reserved,
        available=available(total, reserved),
    )
