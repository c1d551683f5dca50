"""Blanks: how many there are, who is promised one, and taking one."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

import peewee

from backend.models.composed import composed
from backend.models.stock import Reservation, StockEntry, StockLevel
from backend.rules.stock import StockReason


def promise(session_id: str, model_id: str) -> bool:
    """Reserve a blank for the session; False when all that are on hand are promised."""
    return _promise(session_id, model_id).rowcount == 1


@composed
def _promise(session_id: str, model_id: str) -> peewee.Query:
    promised = Reservation.select(peewee.fn.COUNT(Reservation.session_id)).where(Reservation.model_id == model_id)
    candidate = peewee.Select(columns=[session_id, model_id]).where(_on_hand(model_id) > promised)
    return Reservation.insert_from(candidate, [Reservation.session_id, Reservation.model_id])


def keep_promise(session_id: str, model_id: str, order_id: str) -> bool:
    """The session's reservation becomes its order's; False when paid orders need all that are on hand."""
    return _keep_promise(session_id, model_id, order_id).rowcount == 1


@composed
def _keep_promise(session_id: str, model_id: str, order_id: str) -> peewee.Query:
    paid = Reservation.alias()
    taken = paid.select(peewee.fn.COUNT(paid.session_id)).where(
        (paid.model_id == model_id) & paid.order_id.is_null(False)
    )
    is_possible = (Reservation.session_id == session_id) & (_on_hand(model_id) > taken)
    return Reservation.update(order_id=order_id).where(is_possible)


def _on_hand(model_id: str) -> "peewee.ModelSelect[StockLevel]":
    total = peewee.fn.COALESCE(peewee.fn.SUM(StockLevel.on_hand), 0)
    return StockLevel.select(total).where(StockLevel.model_id == model_id)


def take_one(equipment_id: str, model_id: str) -> None:
    """A blank leaves the shelf."""
    here = (StockLevel.equipment_id == equipment_id) & (StockLevel.model_id == model_id)
    StockLevel.update(on_hand=StockLevel.on_hand - 1).where(here).execute()


def levels() -> list[StockLevel]:
    """All of them, by equipment."""
    return list(StockLevel.select().order_by(StockLevel.equipment_id))


def by_equipment(model_id: str) -> dict[str, int]:
    """Where the model is on hand, and how many."""
    found = StockLevel.select().where(StockLevel.model_id == model_id)
    return {level.equipment_id: level.on_hand for level in found}


def by_model(equipment_id: str) -> dict[str, int]:
    """What is on hand on the equipment."""
    found = StockLevel.select().where(StockLevel.equipment_id == equipment_id)
    return {level.model_id: level.on_hand for level in found}


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


def is_left_for(session_id: str, model_id: str) -> bool:
    """Whether a blank is on hand beyond those that others are promised."""
    of_others = (Reservation.model_id == model_id) & (Reservation.session_id != session_id)
    return bool(_on_hand(model_id).scalar() > Reservation.select().where(of_others).count())


def last_entry() -> int:
    """The number of the stock ledger's last line; 0 before the first."""
    number: int = _last_entry().fetchone()[0]
    return number


@composed
def _last_entry() -> peewee.Query:
    return StockEntry.select(peewee.fn.COALESCE(peewee.fn.MAX(StockEntry.id), 0))


def entries_to_judge(after: int) -> list[StockEntry]:
    """Counts, and prints that found no blank, beyond that number; the first one first."""
    return [StockEntry.read(found) for found in _entries_to_judge(after)]


@composed
def _entries_to_judge(after: int) -> peewee.Query:
    is_without_blank = (StockEntry.reason == StockReason.PRINT) & (StockEntry.quantity == 0)
    is_telling = (StockEntry.reason == StockReason.COUNT) | is_without_blank
    return StockEntry.select().where((StockEntry.id > after) & is_telling).order_by(StockEntry.id)


def on_hand_after(entry: StockEntry) -> int:
    """What the shelf of that line held once it was written."""
    of_shelf = (StockEntry.equipment_id == entry.equipment_id) & (StockEntry.model_id == entry.model_id)
    later = StockEntry.select(peewee.fn.SUM(StockEntry.quantity)).where((StockEntry.id > entry.id) & of_shelf).scalar()
    return by_model(entry.equipment_id)[entry.model_id] - (later or 0)


def last_entered() -> datetime:
    """When the stock ledger's last line was written: the shelves are filled before any sale."""
    at: datetime = StockEntry.select(StockEntry.at).order_by(StockEntry.id.desc()).get().at
    return at
