"""What counts of blanks, and prints without one, say about the books."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from backend.ledger.judged import About, Found, Judged
from backend.ledger.rows import listed, select, select_named
from backend.rules.ledger import COUNTING_SETTLES, Cause
from contract.vocabulary import BreakKind
from kernel.moment import moment

_ENTRIES = """
    SELECT id, at, equipment_id, model_id, quantity, reason, order_id FROM stock_entry
    WHERE id > ? AND (reason = 'count' OR (reason = 'print' AND quantity = 0)) ORDER BY id
"""
_COUNTED = """
    SELECT on_hand - (SELECT TOTAL(quantity) FROM stock_entry
                      WHERE id > :entry AND equipment_id = :equipment AND model_id = :model)
    FROM stock_level WHERE equipment_id = :equipment AND model_id = :model
"""
_SETTLED = """
    SELECT kind, subject FROM ledger_break
    WHERE repaired_at IS NULL AND kind IN (SELECT value FROM json_each(?)) AND model_id = ?
    AND (kind = 'double_print' OR equipment_id IS NULL OR equipment_id = ?)
"""


class _Entry(NamedTuple):
    number: int
    at: datetime
    equipment_id: str
    model_id: str
    quantity: int
    order_id: str | None


def judge_stock(after: int) -> Iterator[Judged]:
    """The lines of the stock ledger beyond number `after`, each in the light of those before."""
    for number, at, equipment_id, model_id, quantity, reason, order_id in select(_ENTRIES, after):
        entry = _Entry(number, moment(at), equipment_id, model_id, quantity, order_id)
        if reason == "print":
            yield _judged(entry, _without_blank(entry))
        elif quantity < 0:
            yield _judged(entry, _too_few(entry))
        else:
            yield from _settled(entry)


def _judged(entry: _Entry, found: Found) -> Judged:
    return Judged(f"stock:{entry.number}", (BreakKind.STOCK_DRIFT,), entry.at, (found,))


def _without_blank(entry: _Entry) -> Found:
    about = About(order_id=entry.order_id, model_id=entry.model_id)
    return Found.of(Cause.NO_BLANK, about, None, order_id=entry.order_id, model_id=entry.model_id)


def _too_few(entry: _Entry) -> Found:
    [(counted,)] = select_named(_COUNTED, entry=entry.number, equipment=entry.equipment_id, model=entry.model_id)
    return Found.of(
        Cause.COUNTED_FEWER,
        About(equipment_id=entry.equipment_id, model_id=entry.model_id),
        None,
        equipment_id=entry.equipment_id,
        model_id=entry.model_id,
        missing=-entry.quantity,
        expected=int(counted) - entry.quantity,
    )


def _settled(entry: _Entry) -> Iterator[Judged]:
    for kind, subject in select(_SETTLED, listed(COUNTING_SETTLES), entry.model_id, entry.equipment_id):
        yield Judged(subject, (BreakKind(kind),), entry.at)
