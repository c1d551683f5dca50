"""What has become of orders and their money, for the ledger: asked after each sale."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

import peewee

from backend.models.composed import composed
from backend.models.event import Event
from backend.models.ledger import ORDER, LedgerBreak
from backend.models.order import Order, Payment
from backend.models.payment import PaymentReport
from backend.models.sqlite.expressions import distinct, field_of, one_of
from backend.rules.order import OPEN
from contract.vocabulary import BreakKind, LabEvent, PaymentStatus
from kernel.moment import moment

_COURSE = (LabEvent.ORDER_CREATED, LabEvent.ORDER_CHANGED, LabEvent.REFUNDED)
"""The events that tell of an order's status and money."""


class PaidOrder(NamedTuple):
    order_id: str
    session_id: str
    model_id: str | None
    created_at: datetime
    transaction_id: str
    pence: int
    is_charged_again: bool
    """A second charge of its session was never taken back."""


def paid_orders(order_ids: Collection[str]) -> list[PaidOrder]:
    """Those of the orders that a payment has made."""
    return [
        PaidOrder(order_id, session_id, model_id, moment(created), transaction_id, pence, bool(charged_again))
        for order_id, session_id, model_id, created, transaction_id, pence, charged_again in _paid([*order_ids])
    ]


@composed
def _paid(order_ids: list[str]) -> peewee.Query:
    of_order = (Order.order_id, Order.session_id, Order.model_id, Order.created_at)
    paid = Order.select(*of_order, Payment.transaction_id, Payment.amount_pence, _is_charged_again())
    paid = paid.join(Payment, on=(Payment.order_id == Order.order_id))
    return paid.where(Order.order_id.in_(one_of(order_ids)))


def _is_charged_again() -> peewee.Function:
    of_session = (LedgerBreak.kind == BreakKind.DOUBLE_CHARGE) & (LedgerBreak.session_id == Order.session_id)
    has_failed = PaymentReport.status, PaymentStatus.FAILED
    is_taken_back = field_of(LedgerBreak.facts, "is_taken_back"), True
    charges = LedgerBreak.select(peewee.Value(1)).join(
        PaymentReport, peewee.JOIN.LEFT_OUTER, on=(PaymentReport.payment_id == LedgerBreak.transaction_id)
    )
    return peewee.fn.EXISTS(charges.where(of_session & distinct(*has_failed) & distinct(*is_taken_back)))


def events_of(order_ids: Collection[str]) -> list[Event]:
    """What tells of these orders' status and money: order by order, the first one first."""
    return [Event.read(found) for found in _events_of([*order_ids])]


@composed
def _events_of(order_ids: list[str]) -> peewee.Query:
    told = Event.select().where(Event.order_id.in_(one_of(order_ids)) & Event.kind.in_(_COURSE))
    return told.order_by(Event.order_id, Event.id)


def changed_orders(after: int, last: int) -> dict[str, datetime]:
    """Which orders the events beyond number `after`, up to `last`, are about, and when the last of each was."""
    return {order_id: moment(at) for order_id, at in _changed(after, last)}


@composed
def _changed(after: int, last: int) -> peewee.Query:
    is_news = (Event.id > after) & (Event.id <= last) & Event.kind.in_(_COURSE)
    return Event.select(Event.order_id, peewee.fn.MAX(Event.at)).where(is_news).group_by(Event.order_id)


def is_refunded_beyond(number: int, order_id: str) -> bool:
    """Whether an event after that number tells of a refund."""
    is_later = (Event.id > number) & (Event.kind == LabEvent.REFUNDED) & (Event.order_id == order_id)
    return Event.select().where(is_later).exists()


def is_any_open() -> bool:
    """Whether an order waits for its case."""
    return _any_open().fetchone() is not None


@composed
def _any_open() -> peewee.Query:
    return Order.select(peewee.Value(1)).where(Order.status.in_(OPEN)).limit(1)


def open_since(latest: datetime) -> list[str]:
    """Orders, made at that moment or before, that are open without a break that says so."""
    return [order_id for (order_id,) in _open_since(latest)]


@composed
def _open_since(latest: datetime) -> peewee.Query:
    its_own = LedgerBreak.subject == peewee.Value(ORDER).concat(Order.order_id)
    is_told = (LedgerBreak.kind == BreakKind.PAID_NOT_DELIVERED) & its_own & LedgerBreak.repaired_at.is_null()
    is_late = Order.status.in_(OPEN) & (Order.created_at <= latest)
    untold = ~peewee.fn.EXISTS(LedgerBreak.select(peewee.Value(1)).where(is_told))
    return Order.select(Order.order_id).where(is_late & untold)
