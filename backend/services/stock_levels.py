"""GET /lab/stock: blanks per equipment and model."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, cast

import peewee

from backend.catalogue import Model
from backend.models.stock import Reservation, StockLevel
from backend.rules.stock import available
from backend.steps.lookup import find_equipment
from backend.world.environment import Environment
from contract.messages import lab


def stock_levels(environment: Environment, equipment_id: str | None) -> lab.Stock:
    """The levels of one equipment, or of all, in the catalogue's order. Raises NotFound."""
    with environment.store.reading():
        if equipment_id is not None:
            find_equipment(equipment_id)
        levels = list(StockLevel.select().order_by(StockLevel.equipment_id))
        reserved = reserved_by_model()
    totals: Counter[str] = Counter()
    for level in levels:
        totals[level.model_id] += level.on_hand
    shown = [level for level in levels if equipment_id in {None, level.equipment_id}]
    return lab.Stock(
        levels=[
            _level(level, model, totals[model.id], reserved[model.id])
            for model in environment.catalogue.models
            for level in shown
            if level.model_id == model.id
        ]
    )


def on_hand_by_model() -> Counter[str]:
    """Blanks of each model on all equipment together."""
    total = peewee.fn.SUM(StockLevel.on_hand)
    return _counted(StockLevel.select(StockLevel.model_id, total).group_by(StockLevel.model_id))


def reserved_by_model() -> Counter[str]:
    """Blanks of each model that sessions and orders are promised."""
    promised = peewee.fn.COUNT(Reservation.session_id)
    return _counted(Reservation.select(Reservation.model_id, promised).group_by(Reservation.model_id))


def _counted(models_and_numbers: "peewee.ModelSelect[Any]") -> Counter[str]:
    return Counter(dict(cast(Iterable[tuple[str, int]], models_and_numbers.tuples())))


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
