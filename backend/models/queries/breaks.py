"""Breaks of the ledger, by what they are about."""

from collections.abc import Collection, Sequence

import peewee

from backend.models.composed import composed
from backend.models.ledger import CHARGE, REFUND, LedgerBreak
from backend.models.order import Order, Payment
from backend.models.sqlite.expressions import one_of
from contract.vocabulary import BreakKind


def all_breaks() -> list[LedgerBreak]:
    """The first one first."""
    return list(LedgerBreak.select().order_by(LedgerBreak.number))


def about(session_id: str, order_id: str | None, transactions: Sequence[str]) -> list[LedgerBreak]:
    """Of the session, its order and its payments, the first one first."""
    is_about = (LedgerBreak.session_id == session_id) | LedgerBreak.transaction_id.in_(list(transactions))
    if order_id is not None:
        is_about |= LedgerBreak.order_id == order_id
    return list(LedgerBreak.select().where(is_about).order_by(LedgerBreak.number))


def breaks_of(subject: str, kinds: Collection[BreakKind]) -> list[LedgerBreak]:
    """Of these kinds, repaired or not; at most one of each."""
    is_about = LedgerBreak.kind.in_(kinds) & (LedgerBreak.subject == subject)
    return list(LedgerBreak.select().where(is_about).order_by(LedgerBreak.number))


def standing() -> set[tuple[BreakKind, str]]:
    """Kind and subject of the breaks that aren't repaired."""
    return {(BreakKind(kind), subject) for kind, subject in _standing()}


@composed
def _standing() -> peewee.Query:
    return LedgerBreak.select(LedgerBreak.kind, LedgerBreak.subject).where(LedgerBreak.repaired_at.is_null())


def refused_with(order_ids: Collection[str]) -> list[LedgerBreak]:
    """Those of refused charges and refunds that have to do with these orders, one of each subject."""
    return [*{one.subject: one for one in map(LedgerBreak.read, _refused_with([*order_ids]))}.values()]


@composed
def _refused_with(order_ids: list[str]) -> peewee.Query:
    sessions = Order.select(Order.session_id).where(Order.order_id.in_(one_of(order_ids)))
    paid_with = Payment.select(Payment.transaction_id).where(Payment.order_id.in_(one_of(order_ids)))
    is_refused = LedgerBreak.subject.startswith(CHARGE) | LedgerBreak.subject.startswith(REFUND)
    is_about = LedgerBreak.session_id.in_(sessions) | LedgerBreak.transaction_id.in_(paid_with)
    return LedgerBreak.select().where(is_refused & is_about).order_by(LedgerBreak.subject)


def standing_on_shelf(
    kinds: Collection[BreakKind], model_id: str, equipment_id: str, anywhere: BreakKind
) -> list[LedgerBreak]:
    """Unrepaired breaks of these kinds about the model, on that equipment or on none.

    One of the kind `anywhere` is about the model whichever equipment it names.
    """
    is_here = LedgerBreak.equipment_id.is_null() | (LedgerBreak.equipment_id == equipment_id)
    is_about = (LedgerBreak.model_id == model_id) & (is_here | (LedgerBreak.kind == anywhere))
    found = LedgerBreak.select().where(LedgerBreak.kind.in_(kinds) & LedgerBreak.repaired_at.is_null() & is_about)
    return list(found.order_by(LedgerBreak.number))
