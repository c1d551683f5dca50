"""When money and goods have parted: every cause by its facts, and what looks like one and is none."""

from dataclasses import replace
from datetime import timedelta

import pytest

from backend.rules.ledger import (
    DUE,
    KIND_OF,
    Cause,
    Charge,
    OrderCourse,
    Step,
    charge_cause,
    courses,
    order_causes,
    refund_cause,
    report_cause,
)
from contract.vocabulary import BreakKind, OrderStatus
from kernel.money import Money

PAID = Money(2199)
SOON = timedelta(minutes=1)
BORN = Step(OrderStatus.PENDING)
PRINTING = Step(OrderStatus.PRINTING, "CN_DEBUG_01")
PRINTED = Step(OrderStatus.PRINTED, "CN_DEBUG_01")
COMPLETED = Step(OrderStatus.COMPLETED, "CN_DEBUG_01")
FAILED = Step(OrderStatus.FAILED, "CN_DEBUG_01")
CANCELLED = Step(OrderStatus.CANCELLED)
GIVEN_BACK = Step(refund=PAID)
PARTLY_GIVEN_BACK = Step(refund=Money(2198))
REFUSED = Charge(
    is_reported_paid=True, is_taken_back=False, has_paid=False, is_session_paid=False, is_first_given_back=False
)
SECOND = replace(REFUSED, is_reported_paid=False, is_session_paid=True)


def _course(*steps: Step) -> OrderCourse:
    *_, course = courses(PAID, steps)
    return course


def _causes(*steps: Step, age: timedelta = SOON, is_charged_again: bool = False) -> list[Cause]:
    return order_causes(_course(*steps), age, is_charged_again)


def test_every_kind_has_a_cause() -> None:
    assert set(KIND_OF.values()) == set(BreakKind)


def test_every_cause_has_a_kind() -> None:
    assert set(Cause) - set(KIND_OF) == {Cause.BOOKS_DIFFER}


@pytest.mark.parametrize(
    "steps",
    [
        (BORN,),
        (BORN, PRINTING, PRINTED, COMPLETED),
        (BORN, BORN, PRINTING, PRINTING, PRINTED, PRINTED, COMPLETED, COMPLETED),
        (BORN, PRINTING, COMPLETED),
        (BORN, PRINTING, FAILED, GIVEN_BACK),
        (BORN, GIVEN_BACK, CANCELLED),
        (BORN, PRINTING, PRINTED, GIVEN_BACK, FAILED),
        (BORN, PRINTING, PRINTED, COMPLETED, GIVEN_BACK),
        (BORN, PRINTING, PRINTED, COMPLETED, GIVEN_BACK, COMPLETED),
        (BORN, PARTLY_GIVEN_BACK, PRINTING, PRINTED, COMPLETED),
        (BORN, GIVEN_BACK, PRINTING, PRINTED),
        (BORN, Step(OrderStatus.PRINTING), PRINTING),
        (BORN, PRINTING, Step(OrderStatus.PRINTED, "PRINTER_001")),
    ],
)
def test_orders_without_a_break(steps: tuple[Step, ...]) -> None:
    assert _causes(*steps) == []


@pytest.mark.parametrize(
    ("steps", "cause"),
    [
        ((BORN, FAILED), Cause.ORDER_LOST),
        ((BORN, CANCELLED), Cause.ORDER_LOST),
        ((BORN, PRINTING, PRINTED, FAILED), Cause.ORDER_LOST),
        ((BORN, FAILED, PARTLY_GIVEN_BACK), Cause.ORDER_LOST),
        ((BORN, GIVEN_BACK, PRINTING, PRINTED, COMPLETED), Cause.DELIVERED_AFTER_REFUND),
        ((BORN, PRINTING, PRINTED, GIVEN_BACK, COMPLETED, COMPLETED), Cause.DELIVERED_AFTER_REFUND),
        ((BORN, PRINTING, Step(OrderStatus.PRINTING, "PRINTER_001")), Cause.PRINTED_ELSEWHERE),
    ],
)
def test_orders_with_a_break(steps: tuple[Step, ...], cause: Cause) -> None:
    assert _causes(*steps) == [cause]


@pytest.mark.parametrize(
    ("steps", "age", "causes"),
    [
        ((BORN,), DUE - SOON, []),
        ((BORN,), DUE, [Cause.ORDER_OVERDUE]),
        ((BORN, PRINTING), DUE, [Cause.ORDER_OVERDUE]),
        ((BORN, PRINTING, PRINTED), DUE, [Cause.ORDER_OVERDUE]),
        ((BORN, PRINTING, PRINTED, COMPLETED), DUE, []),
        ((BORN, FAILED), DUE, [Cause.ORDER_LOST]),
        ((BORN, GIVEN_BACK), DUE, []),
    ],
)
def test_an_order_is_due_after_a_day(steps: tuple[Step, ...], age: timedelta, causes: list[Cause]) -> None:
    assert _causes(*steps, age=age) == causes


def test_a_second_charge_pays_what_the_first_no_longer_does() -> None:
    assert _causes(BORN, GIVEN_BACK, PRINTING, COMPLETED, is_charged_again=True) == []


def test_a_second_printer_is_told_once() -> None:
    assert _causes(BORN, PRINTING, Step(OrderStatus.PRINTING, "PRINTER_001"), PRINTED) == []


@pytest.mark.parametrize(
    ("charge", "cause"),
    [
        (REFUSED, Cause.CHARGE_REFUSED),
        (replace(REFUSED, is_reported_paid=False), None),
        (replace(REFUSED, is_taken_back=True), None),
        (replace(REFUSED, has_paid=True), None),
        (SECOND, Cause.CHARGED_AGAIN),
        (replace(SECOND, is_reported_paid=True), Cause.CHARGED_AGAIN),
        (replace(SECOND, is_taken_back=True), None),
        (replace(SECOND, has_paid=True), None),
        (replace(SECOND, is_first_given_back=True), None),
    ],
)
def test_refused_charges(charge: Charge, cause: Cause | None) -> None:
    assert charge_cause(charge) is cause


@pytest.mark.parametrize(
    ("status", "reported", "is_given_back", "cause"),
    [
        (OrderStatus.PRINTED, OrderStatus.PRINTING, False, Cause.PRINTED_AGAIN),
        (OrderStatus.COMPLETED, OrderStatus.PRINTING, False, Cause.PRINTED_AGAIN),
        (OrderStatus.COMPLETED, OrderStatus.PRINTED, False, None),
        (OrderStatus.COMPLETED, OrderStatus.CANCELLED, False, None),
        (OrderStatus.PENDING, OrderStatus.COMPLETED, False, None),
        (OrderStatus.FAILED, OrderStatus.PRINTING, True, None),
        (OrderStatus.FAILED, OrderStatus.COMPLETED, False, None),
        (OrderStatus.FAILED, OrderStatus.COMPLETED, True, Cause.DELIVERED_LOST),
        (OrderStatus.CANCELLED, OrderStatus.PRINTED, True, Cause.DELIVERED_LOST),
        (None, OrderStatus.COMPLETED, False, Cause.DELIVERED_UNKNOWN),
        (None, OrderStatus.PRINTED, False, Cause.DELIVERED_UNKNOWN),
        (None, OrderStatus.PRINTING, False, None),
    ],
)
def test_refused_reports(
    status: OrderStatus | None, reported: OrderStatus, is_given_back: bool, cause: Cause | None
) -> None:
    assert report_cause(status, reported, is_given_back) is cause


@pytest.mark.parametrize(
    ("asked", "paid", "is_given_back", "is_charged", "cause"),
    [
        (PAID, None, False, False, Cause.REFUNDED_NOTHING),
        (PAID, None, False, True, None),
        (PAID, PAID, False, False, None),
        (Money(2200), PAID, False, False, Cause.REFUNDED_TOO_MUCH),
        (Money(2200), PAID, True, False, None),
    ],
)
def test_refused_refunds(
    asked: Money, paid: Money | None, is_given_back: bool, is_charged: bool, cause: Cause | None
) -> None:
    assert refund_cause(asked, paid, is_given_back, is_charged) is cause
