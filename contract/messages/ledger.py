"""Money and goods side by side under /lab/ledger."""

from contract.messages.base import Amount, Answer, Timestamp
from contract.vocabulary import BreakKind


class Break(Answer):
    """One moment at which money and goods parted. `calls` are request ids in the journal, the first one first.

    `repaired_at` is when they agreed again, such as by a refund; both moments are the lab's.
    """

    number: int
    kind: BreakKind
    at: Timestamp
    session_id: str | None
    order_id: str | None
    transaction_id: str | None
    equipment_id: str | None
    model_id: str | None
    text_en: str
    text_zh: str
    calls: list[str]
    repaired_at: Timestamp | None


class Totals(Answer):
    """Everything so far: money in pounds, goods in cases."""

    paid: Amount
    refunded: Amount
    orders: int
    printed: int
    delivered: int
    under_way: int
    """Paid, and neither delivered, nor given back, nor broken."""


class Ledger(Answer):
    """Answer of `GET /lab/ledger`: the first break that isn't repaired, and all breaks, the first one first."""

    is_balanced: bool
    totals: Totals
    first_break: Break | None
    breaks: list[Break]
