"""What stands between an order and its money, after each thing that happened to it."""

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from backend.ledger.judged import About, Found, Judged
from backend.ledger.rows import listed, select
from backend.rules.ledger import DUE, Cause, OrderCourse, Step, courses, order_causes
from backend.rules.order import OPEN
from contract.vocabulary import BreakKind, LabEvent, OrderStatus
from kernel.moment import microseconds, moment
from kernel.money import Money

_LASTING = (BreakKind.PAID_NOT_DELIVERED, BreakKind.DELIVERED_NOT_PAID)
_ORDERS = """
    SELECT order_record.order_id, order_record.session_id, order_record.model_id, order_record.created_at,
           payment.transaction_id, payment.amount_pence,
           EXISTS (SELECT 1 FROM ledger_break LEFT JOIN payment_report ON payment_id = ledger_break.transaction_id
                   WHERE kind = 'double_charge' AND ledger_break.session_id = order_record.session_id
                   AND payment_report.status IS NOT 4 AND json_extract(facts, '$.is_taken_back') IS NOT 1)
    FROM order_record JOIN payment ON payment.order_id = order_record.order_id
    WHERE order_record.order_id IN (SELECT value FROM json_each(?))
"""
_EVENTS = """
    SELECT order_id, id, kind, at, request_id, data FROM event
    WHERE order_id IN (SELECT value FROM json_each(?)) AND kind IN ('order_created', 'order_changed', 'refunded')
    ORDER BY order_id, id
"""
_OVERDUE = """
    SELECT order_id FROM order_record
    WHERE status IN (SELECT value FROM json_each(?)) AND created_at <= ?
    AND NOT EXISTS (SELECT 1 FROM ledger_break
                    WHERE kind = 'paid_not_delivered' AND subject = 'order:' || order_id AND repaired_at IS NULL)
"""
_CHANGED = """
    SELECT order_id, MAX(at) FROM event
    WHERE id BETWEEN ? + 1 AND ? AND kind IN ('order_created', 'order_changed', 'refunded') GROUP BY order_id
"""
_ANY_OPEN = "SELECT 1 FROM order_record WHERE status IN (SELECT value FROM json_each(?)) LIMIT 1"


class _Paid(NamedTuple):
    order_id: str
    session_id: str
    model_id: str | None
    created: int
    transaction_id: str
    pence: int
    is_charged_again: int

    @property
    def created_at(self) -> datetime:
        return moment(self.created)

    @property
    def paid(self) -> Money:
        return Money(self.pence)


class _Happened(NamedTuple):
    number: int
    at: datetime
    call: str | None
    step: Step


def changed_orders(after: int, last: int) -> dict[str, datetime]:
    """Which orders the events beyond number `after`, up to `last`, are about, and when the last of each was."""
    return {order_id: moment(at) for order_id, at in select(_CHANGED, after, last)}


def judge_news(order_ids: Collection[str], after: int, last: int) -> Iterator[Judged]:
    """These orders after each of their events beyond number `after`, up to `last`."""
    for order, happened in _histories(order_ids):
        steps = courses(order.paid, (one.step for one in happened))
        for one, course in zip(happened, steps, strict=True):
            if after < one.number <= last:
                yield _judged(order, course, one.at, one.call)


def judge_again(order_ids: Collection[str], at: datetime) -> Iterator[Judged]:
    """These orders as they are now."""
    for order, happened in _histories(order_ids):
        *_, course = (OrderCourse(order.paid), *courses(order.paid, (one.step for one in happened)))
        yield _judged(order, course, at, None)


def judge_overdue(now: datetime) -> Iterator[Judged]:
    """Those of which it becomes known by now that they are late."""
    ids = [order_id for (order_id,) in select(_OVERDUE, listed(OPEN), microseconds(now - DUE))]
    return judge_again(ids, now)


def is_any_open() -> bool:
    return bool(select(_ANY_OPEN, listed(OPEN)))


def subject_of(order_id: str) -> str:
    return f"order:{order_id}"


def orders_of(session_id: str) -> list[str]:
    return [order_id for (order_id,) in select("SELECT order_id FROM order_record WHERE session_id = ?", session_id)]


def _histories(order_ids: Collection[str]) -> Iterator[tuple[_Paid, list[_Happened]]]:
    wanted = listed(order_ids)
    happened = {
        order_id: [_happened(*event) for _, *event in events]
        for order_id, events in groupby(select(_EVENTS, wanted), key=lambda row: row[0])
    }
    for row in select(_ORDERS, wanted):
        order = _Paid(*row)
        yield order, happened.get(order.order_id, [])


def _happened(number: int, kind: str, at: int, call: str | None, data: str) -> _Happened:
    told = json.loads(data)
    if kind == LabEvent.REFUNDED:
        return _Happened(number, moment(at), call, Step(refund=Money(told["amount"])))
    return _Happened(number, moment(at), call, Step(OrderStatus(told["status"]), told.get("equipment_id")))


def _judged(order: _Paid, course: OrderCourse, at: datetime, call: str | None) -> Judged:
    causes = order_causes(course, at - order.created_at, bool(order.is_charged_again))
    found = tuple(_found(cause, order, course, call) for cause in causes)
    kinds = {*_LASTING, *(one.kind for one in found)}
    due = order.created_at + DUE
    return Judged(subject_of(order.order_id), tuple(kinds), due if Cause.ORDER_OVERDUE in causes else at, found)


def _found(cause: Cause, order: _Paid, course: OrderCourse, call: str | None) -> Found:
    elsewhere = course.second_printer
    return Found.of(
        cause,
        About(order.session_id, order.order_id, order.transaction_id, elsewhere, order.model_id),
        call,
        order_id=order.order_id,
        status=course.status.value,
        transaction_id=order.transaction_id,
        paid=str(order.paid),
        given_back=str(course.given_back),
        hours=int(DUE.total_seconds() // 3600),
        first_equipment_id=course.printer,
        equipment_id=elsewhere,
    )
