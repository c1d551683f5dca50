"""Whether the stock levels are what the ledger says."""

import peewee

from backend.models.stock import StockEntry, StockLevel
from backend.world.environment import Environment


def differences(environment: Environment) -> list[tuple[str, str]]:
    """The places and models whose level isn't the sum of its ledger; empty when the books are right."""
    booked = peewee.fn.SUM(StockEntry.quantity)
    with environment.store.reading():
        entries = StockEntry.select(StockEntry.equipment_id, StockEntry.model_id, booked.alias("quantity"))
        ledger = {
            (entry.equipment_id, entry.model_id): entry.quantity
            for entry in entries.group_by(StockEntry.equipment_id, StockEntry.model_id)
        }
        levels = {(level.equipment_id, level.model_id): level.on_hand for level in StockLevel.select()}
    return [place for place in levels if levels[place] != ledger[place]]
