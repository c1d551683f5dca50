"""The balances of `python -m backend.verify`, as breaks. They read the whole database, so they are asked rarely."""

from datetime import datetime
from pathlib import Path

from backend.ledger.judged import About, Fact, Found, Judged
from backend.models.balances import Verdict, verify
from backend.rules.ledger import Cause
from contract.vocabulary import BreakKind

KINDS = {
    "on hand is the sum of the stock ledger": BreakKind.STOCK_DRIFT,
    "reservations belong to an unpaid session or an unprinted order": BreakKind.STOCK_DRIFT,
    "a paid session has one order, and only a paid one": BreakKind.PAID_NOT_DELIVERED,
    "a paid session has one payment of its order's amount": BreakKind.DELIVERED_NOT_PAID,
    "an order has at most one live print job": BreakKind.DOUBLE_PRINT,
    "a refund gives back no more than was paid": BreakKind.REFUND_WITHOUT_PAYMENT,
    "a print took one blank, and nothing else did": BreakKind.STOCK_DRIFT,
}
"""What each balance is about, by its name."""


def judge_books(database: Path, at: datetime) -> list[Judged]:
    """Each balance, whether it holds or not. Reads the file beside whoever writes. Raises sqlite3.Error."""
    return [_judged(verdict, at) for verdict in verify(database)]


def _judged(verdict: Verdict, at: datetime) -> Judged:
    kind, cases = KINDS[verdict.name], len(verdict.breaks)
    facts: dict[str, Fact] = {"balance": verdict.name, "cases": cases, "difference": next(iter(verdict.breaks), None)}
    found = (Found(kind, Cause.BOOKS_DIFFER, About(), facts, None),) if cases else ()
    return Judged(f"books:{verdict.name}", (kind,), at, found)
