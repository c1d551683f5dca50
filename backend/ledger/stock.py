"""What counts of blanks, and prints without one, say about the books."""

from collections.abc import Iterator

from backend.ledger.judged import About, Found, Judged
from backend.models.queries.breaks import standing_on_shelf
from backend.models.queries.stock import entries_to_judge, on_hand_after
from backend.models.stock import StockEntry
from backend.rules.ledger import COUNTING_SETTLES, Cause
from backend.rules.stock import StockReason
from contract.vocabulary import BreakKind


def judge_stock(after: int) -> Iterator[Judged]:
    """The lines of the stock ledger beyond number `after`, each in the light of those before."""
    for entry in entries_to_judge(after):
        if entry.reason == StockReason.PRINT:
            yield _judged(entry, _without_blank(entry))
        elif entry.quantity < 0:
            yield _judged(entry, _too_few(entry))
        else:
            yield from _settled(entry)


def _judged(entry: StockEntry, found: Found) -> Judged:
    return Judged(f"stock:{entry.id}", (BreakKind.STOCK_DRIFT,), entry.at, (found,))


def _without_blank(entry: StockEntry) -> Found:
    about = About(order_id=entry.order_id, model_id=entry.model_id)
    return Found.of(Cause.NO_BLANK, about, None, order_id=entry.order_id, model_id=entry.model_id)


def _too_few(entry: StockEntry) -> Found:
    return Found.of(
        Cause.COUNTED_FEWER,
        About(equipment_id=entry.equipment_id, model_id=entry.model_id),
        None,
        equipment_id=entry.equipment_id,
        model_id=entry.model_id,
        missing=-entry.quantity,
        expected=on_hand_after(entry) - entry.quantity,
    )


def _settled(entry: StockEntry) -> Iterator[Judged]:
    settled = standing_on_shelf(COUNTING_SETTLES, entry.model_id, entry.equipment_id, anywhere=BreakKind.DOUBLE_PRINT)
    for one in settled:
        yield Judged(one.subject, (one.kind,), entry.at)
