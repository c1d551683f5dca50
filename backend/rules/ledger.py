"""When money and goods have parted.

Our own rules keep the books in order, so a break comes of what a client does: each cause says what that is. Sources:
guide 2.2.0, sections 2 (payStatus), 3 (stock), 5 (orders), 9 (confirm-payment); docs/fidelity.md (payStatus, refunds,
one order, one case); docs/decisions/ledger-judges-the-client.md.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from backend.rules.order import LOST, OPEN, PRINT_DONE
from contract.vocabulary import BreakKind, OrderStatus
from kernel.money import Money

DUE = timedelta(hours=24)
"""On the lab's clock: a paid case that isn't delivered by then is owed. Nobody waits longer at a machine's mall."""
NOTHING = Money(0)


class Cause(StrEnum):
    """How it came to a break."""

    ORDER_LOST = "order_lost"
    """An order failed or was cancelled, and not all of its money was given back."""
    ORDER_OVERDUE = "order_overdue"
    """An order is open for longer than `DUE`."""
    CHARGE_REFUSED = "charge_refused"
    """A payment reported as paid (payStatus 3), which confirm-payment has refused: no order came of it."""
    DELIVERED_AFTER_REFUND = "delivered_after_refund"
    """A case handed out though all of its money had been given back."""
    DELIVERED_LOST = "delivered_lost"
    """A case reported as made for an order that had failed or was cancelled, and was refunded."""
    DELIVERED_UNKNOWN = "delivered_unknown"
    """A case reported as made for an order that doesn't exist: nobody has paid for it."""
    CHARGED_AGAIN = "charged_again"
    """Another transaction id for a session that is paid, as after a lost answer."""
    PRINTED_AGAIN = "printed_again"
    """A print reported as begun for an order whose case is made, as after a lost status update."""
    PRINTED_ELSEWHERE = "printed_elsewhere"
    """Two equipments report that they print one order."""
    COMMANDED_AGAIN = "commanded_again"
    """A print command for an order whose case is made."""
    REFUNDED_NOTHING = "refunded_nothing"
    """A refund for a transaction id that paid nothing."""
    REFUNDED_TOO_MUCH = "refunded_too_much"
    """A refund of more than was paid."""
    COUNTED_FEWER = "counted_fewer"
    """Fewer blanks on the shelf than the books have. More of them is a delivery, which has no call of its own."""
    NO_BLANK = "no_blank"
    """A print began though the books have no blank anywhere."""
    BOOKS_DIFFER = "books_differ"
    """One of `python -m backend.verify`'s balances is broken: our own fault, or somebody's in the file."""


KIND_OF = {
    Cause.ORDER_LOST: BreakKind.PAID_NOT_DELIVERED,
    Cause.ORDER_OVERDUE: BreakKind.PAID_NOT_DELIVERED,
    Cause.CHARGE_REFUSED: BreakKind.PAID_NOT_DELIVERED,
    Cause.DELIVERED_AFTER_REFUND: BreakKind.DELIVERED_NOT_PAID,
    Cause.DELIVERED_LOST: BreakKind.DELIVERED_NOT_PAID,
    Cause.DELIVERED_UNKNOWN: BreakKind.DELIVERED_NOT_PAID,
    Cause.CHARGED_AGAIN: BreakKind.DOUBLE_CHARGE,
    Cause.PRINTED_AGAIN: BreakKind.DOUBLE_PRINT,
    Cause.PRINTED_ELSEWHERE: BreakKind.DOUBLE_PRINT,
    Cause.COMMANDED_AGAIN: BreakKind.DOUBLE_PRINT,
    Cause.REFUNDED_NOTHING: BreakKind.REFUND_WITHOUT_PAYMENT,
    Cause.REFUNDED_TOO_MUCH: BreakKind.REFUND_WITHOUT_PAYMENT,
    Cause.COUNTED_FEWER: BreakKind.STOCK_DRIFT,
    Cause.NO_BLANK: BreakKind.STOCK_DRIFT,
}
"""What each cause is a break of. That of `BOOKS_DIFFER` depends on the balance."""
COUNTING_SETTLES = (BreakKind.DOUBLE_PRINT, BreakKind.STOCK_DRIFT)
"""Once the blanks of that model are counted, and none is missing, the books have what there is."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to an order: a report of its status, or money given back."""

    status: OrderStatus | None = None
    equipment_id: str | None = None
    refund: Money = NOTHING


@dataclass(frozen=True, slots=True)
class OrderCourse:
    """What has become of an order so far."""

    paid: Money
    status: OrderStatus = OrderStatus.PENDING
    given_back: Money = NOTHING
    printer: str | None = None
    """The equipment that was the first to report that it prints."""
    second_printer: str | None = None
    """Another one, that reports it just now."""
    is_delivered_after_refund: bool = False

    @property
    def is_given_back(self) -> bool:
        return self.given_back >= self.paid

    def after(self, step: Step) -> "OrderCourse":
        if step.status is None:
            return replace(self, given_back=self.given_back + step.refund, second_printer=None)
        return replace(
            self,
            status=step.status,
            printer=self.printer or _printer(step),
            second_printer=self._other_printer(step),
            is_delivered_after_refund=self.is_delivered_after_refund or self._delivers_for_nothing(step),
        )

    def _other_printer(self, step: Step) -> str | None:
        return _printer(step) if self.printer not in {None, _printer(step)} else None

    def _delivers_for_nothing(self, step: Step) -> bool:
        """A refund after the delivery, such as after a complaint, is no break."""
        is_now = step.status is OrderStatus.COMPLETED and self.status is not OrderStatus.COMPLETED
        return is_now and self.is_given_back


def _printer(step: Step) -> str | None:
    return step.equipment_id if step.status is OrderStatus.PRINTING else None


def courses(paid: Money, steps: Iterable[Step]) -> Iterator[OrderCourse]:
    """An order's course after each step; every order begins as pending."""
    course = OrderCourse(paid)
    for step in steps:
        course = course.after(step)
        yield course


def order_causes(course: OrderCourse, age: timedelta, is_charged_again: bool) -> list[Cause]:
    """Which breaks an order stands in. `age` is on the lab's clock, since it was paid.

    `is_charged_again` says that a second charge for the same session was never taken back: it paid what the first one,
    given back, no longer pays.
    """
    causes = []
    if course.status in LOST and not course.is_given_back:
        causes.append(Cause.ORDER_LOST)
    if course.status in OPEN and not course.is_given_back and age >= DUE:
        causes.append(Cause.ORDER_OVERDUE)
    if course.is_delivered_after_refund and not is_charged_again:
        causes.append(Cause.DELIVERED_AFTER_REFUND)
    if course.second_printer is not None:
        causes.append(Cause.PRINTED_ELSEWHERE)
    return causes


@dataclass(frozen=True, slots=True)
class Charge:
    """A payment that confirm-payment has refused. A machine reverses it, and mostly nobody hears of that."""

    is_reported_paid: bool
    is_taken_back: bool
    """Reported as failed (payStatus 4), also where that came too late for the payment's status."""
    has_paid: bool
    """It was confirmed after all, or has paid another session."""
    is_session_paid: bool
    is_first_given_back: bool
    """All that has paid the session was given back: then this charge pays for it."""


def charge_cause(charge: Charge) -> Cause | None:
    """A refused charge alone is no break: only that the session is paid, or a report of money taken, makes it one."""
    if charge.has_paid or charge.is_taken_back:
        return None
    if charge.is_session_paid:
        return None if charge.is_first_given_back else Cause.CHARGED_AGAIN
    return Cause.CHARGE_REFUSED if charge.is_reported_paid else None


def report_cause(status: OrderStatus | None, reported: OrderStatus, is_given_back: bool) -> Cause | None:
    """Of a refused report of an order's status; None is the status of an order that doesn't exist."""
    if status is None:
        return Cause.DELIVERED_UNKNOWN if reported in PRINT_DONE else None
    if status in PRINT_DONE and reported is OrderStatus.PRINTING:
        return Cause.PRINTED_AGAIN
    if status in LOST and reported in PRINT_DONE and is_given_back:
        return Cause.DELIVERED_LOST
    return None


def refund_cause(asked: Money, paid: Money | None, is_given_back: bool, is_charged: bool) -> Cause | None:
    """Of a refused refund. `is_charged` says that the id is a refused charge's: that money was somebody's.

    A right refund of the same payment settles one that was too high.
    """
    if paid is None:
        return None if is_charged else Cause.REFUNDED_NOTHING
    return None if is_given_back or asked <= paid else Cause.REFUNDED_TOO_MUCH
