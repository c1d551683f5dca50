"""What stands between an order and its money, after each thing that happened to it."""

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from backend.ledger.judged import About, Found, Judged
from backend.models.event import Event
from backend.models.ledger import ORDER
from backend.models.queries.courses import PaidOrder, events_of, open_since, paid_orders
from backend.rules.ledger import DUE, Cause, OrderCourse, Step, courses, order_causes
from contract.vocabulary import BreakKind, LabEvent, OrderStatus
from kernel.money import Money

_LASTING = (BreakKind.PAID_NOT_DELIVERED, BreakKind.DELIVERED_NOT_PAID)


class _Happened(NamedTuple):
    number: int
    at: datetime
    call: str | None
    step: Step


def judge_news(order_ids: Collection[str], after: int, last: int) -> Iterator[Judged]:
    """These orders after each of their events beyond number `after`, up to `last`."""
    for order, happened in _histories(order_ids):
        steps = courses(Money(order.pence), (one.step for one in happened))
        for one, course in zip(happened, steps, strict=True):
            if after < one.number <= last:
                yield _judged(order, course, one.at, one.call)


def judge_again(order_ids: Collection[str], at: datetime) -> Iterator[Judged]:
    """These orders as they are now."""
    for order, happened in _histories(order_ids):
        *_, course = (OrderCourse(Money(order.pence)), *courses(Money(order.pence), (one.step for one in happened)))
        yield _judged(order, course, at, None)


def judge_overdue(now: datetime) -> Iterator[Judged]:
    """Those of which it becomes known by now that they are late."""
    return judge_again(open_since(now - DUE), now)


def _histories(order_ids: Collection[str]) -> Iterator[tuple[PaidOrder, list[_Happened]]]:
    happened = {
        order_id: [_happened(event) for event in events]
        for order_id, events in groupby(events_of(order_ids), key=lambda event: event.order_id)
    }
    for order in paid_orders(order_ids):
        yield order, happened.get(order.order_id, [])


def _happened(event: Event) -> _Happened:
    told = event.data
    if event.kind is LabEvent.REFUNDED:
        return _Happened(event.id, event.at, event.request_id, Step(refund=Money(told["amount"])))
    step = Step(OrderStatus(told["status"]), told.get("equipment_id"))
    return _Happened(event.id, event.at, event.request_id, step)


def _judged(order: PaidOrder, course: OrderCourse, at: datetime, call: str | None) -> Judged:
    causes = order_causes(course, at - order.created_at, order.is_charged_again)
    found = tuple(_found(cause, order, course, call) for cause in causes)
    kinds = {*_LASTING, *(one.kind for one in found)}
    due = order.created_at + DUE
    return Judged(f"{ORDER}{order.order_id}", tuple(kinds), due if Cause.ORDER_OVERDUE in causes else at, found)


def _found(cause: Cause, order: PaidOrder, course: OrderCourse, call: str | None) -> Found:
    elsewhere = course.second_printer
    return Found.of(
        cause,
        About(order.session_id, order.order_id, order.transaction_id, elsewhere, order.model_id),
        call,
        order_id=order.order_id,
        status=course.status.value,
        transaction_id=order.transaction_id,
        paid=str(Money(order.pence)),
        given_back=str(course.given_back),
        hours=int(DUE.total_seconds() // 3600),
        first_equipment_id=course.printer,
        equipment_id=elsewhere,
    )
