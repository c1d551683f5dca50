"""Payments that confirm-payment has refused, and refunds that were refused: what stands of each."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple

from backend.ledger.judged import About, Fact, Found, Judged
from backend.models.ledger import CHARGE, REFUND, LedgerBreak
from backend.models.order import Payment
from backend.models.payment import PaymentReport, Refund
from backend.models.queries.breaks import breaks_of, refused_with
from backend.models.queries.courses import is_refunded_beyond
from backend.models.queries.payments import payment_of_session
from backend.rules.ledger import Charge, charge_cause, refund_cause
from contract.vocabulary import BreakKind, PaymentStatus
from kernel.money import Money

_KINDS = (BreakKind.PAID_NOT_DELIVERED, BreakKind.DOUBLE_CHARGE)
"""What a refused charge may be a break of."""
NO_NEWS = 2**63 - 1
"""Every refund counts. Otherwise those of events beyond a number don't yet: they may have come after the call."""


class RefusedCharge(NamedTuple):
    """`amount` is as a person reads it; `is_taken_back`: reported as failed when it no longer could be."""

    transaction_id: str
    session_id: str | None
    amount: str
    is_taken_back: bool = False


class RefusedRefund(NamedTuple):
    transaction_id: str
    pence: int


def judge_charge(charge: RefusedCharge, at: datetime, call: str | None = None, news: int = NO_NEWS) -> Judged:
    first = None if charge.session_id is None else payment_of_session(charge.session_id)
    cause = charge_cause(_standing(charge, first, news))
    about = About(charge.session_id, first.order_id if first else None, charge.transaction_id)
    facts: dict[str, Fact] = {
        "amount": charge.amount,
        "is_taken_back": charge.is_taken_back,
        "first_transaction_id": first.transaction_id if first else None,
    }
    facts |= {"transaction_id": charge.transaction_id, "session_id": charge.session_id}
    found = (Found.of(cause, about, call, **facts),) if cause else ()
    return Judged(f"{CHARGE}{charge.transaction_id}", _KINDS, at, found, {"is_taken_back": charge.is_taken_back})


def _standing(charge: RefusedCharge, first: Payment | None, news: int) -> Charge:
    """`first` is what has paid the session."""
    report = PaymentReport.find(charge.transaction_id)
    status = None if report is None else report.status
    return Charge(
        is_reported_paid=status == PaymentStatus.PAID,
        is_taken_back=charge.is_taken_back or status == PaymentStatus.FAILED,
        has_paid=Payment.find(charge.transaction_id) is not None,
        is_session_paid=first is not None,
        is_first_given_back=first is not None and _given_back(first, news) >= first.amount_pence,
    )


def _given_back(payment: Payment, news: int) -> int:
    """Pence; 0 where only news tells of it."""
    refund = Refund.find(payment.transaction_id)
    return 0 if refund is None or is_refunded_beyond(news, payment.order_id) else refund.amount_pence


def judge_refund(refund: RefusedRefund, at: datetime, call: str | None = None, news: int = NO_NEWS) -> Judged:
    payment = Payment.find(refund.transaction_id)
    asked, paid = Money(refund.pence), None if payment is None else Money(payment.amount_pence)
    is_given_back = payment is not None and _given_back(payment, news) > 0
    cause = refund_cause(asked, paid, is_given_back, charge_of_break(refund.transaction_id) is not None)
    facts: dict[str, Fact] = {
        "transaction_id": refund.transaction_id,
        "pence": asked.pence,
        "amount": str(asked),
        "paid": str(paid),
    }
    about = About(transaction_id=refund.transaction_id)
    found = (Found.of(cause, about, call, **facts),) if cause else ()
    return Judged(f"{REFUND}{refund.transaction_id}", (BreakKind.REFUND_WITHOUT_PAYMENT,), at, found)


def judge_known(order_ids: Collection[str], at: datetime) -> Iterator[Judged]:
    """Refused charges and refunds of breaks that have to do with these orders."""
    for known in refused_with(order_ids):
        if known.subject.startswith(CHARGE):
            yield judge_charge(_charge(known), at)
        else:
            yield judge_refund(RefusedRefund(known.subject.removeprefix(REFUND), known.facts["pence"]), at)


def charge_of_break(transaction_id: str) -> RefusedCharge | None:
    """The refused charge that a break has told of, whatever has become of it."""
    known = breaks_of(f"{CHARGE}{transaction_id}", _KINDS)
    return _charge(known[0]) if known else None


def _charge(known: LedgerBreak) -> RefusedCharge:
    transaction_id = known.subject.removeprefix(CHARGE)
    return RefusedCharge(transaction_id, known.session_id, known.facts["amount"], known.facts["is_taken_back"])
