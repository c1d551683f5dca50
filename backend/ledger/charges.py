"""Payments that confirm-payment has refused, and refunds that were refused: what stands of each."""

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple

from backend.ledger.judged import About, Fact, Found, Judged
from backend.ledger.rows import listed, select, select_named
from backend.rules.ledger import Charge, charge_cause, refund_cause
from contract.vocabulary import BreakKind, PaymentStatus
from kernel.money import Money

_KNOWN = """
    SELECT subject, session_id, transaction_id, facts FROM ledger_break
    WHERE (subject LIKE 'charge:%' OR subject LIKE 'refund:%') AND (
        session_id IN (SELECT session_id FROM order_record WHERE order_id IN (SELECT value FROM json_each(?)))
        OR transaction_id IN (SELECT transaction_id FROM payment WHERE order_id IN (SELECT value FROM json_each(?))))
    GROUP BY subject
"""
_CHARGE = """
    SELECT (SELECT status FROM payment_report WHERE payment_id = :charge),
           EXISTS (SELECT 1 FROM payment WHERE transaction_id = :charge),
           payment.transaction_id, payment.order_id,
           refund.amount_pence >= payment.amount_pence AND NOT EXISTS (
               SELECT 1 FROM event WHERE id > :news AND kind = 'refunded' AND order_id = payment.order_id)
    FROM (SELECT 1) LEFT JOIN payment ON payment.session_id = :session
    LEFT JOIN refund ON refund.transaction_id = payment.transaction_id
"""
_REFUND = """
    SELECT (SELECT amount_pence FROM payment WHERE transaction_id = :it),
           EXISTS (SELECT 1 FROM refund WHERE transaction_id = :it) AND NOT EXISTS (
               SELECT 1 FROM event JOIN payment ON payment.order_id = event.order_id
               WHERE event.id > :news AND kind = 'refunded' AND transaction_id = :it),
           EXISTS (SELECT 1 FROM ledger_break
                   WHERE kind IN ('paid_not_delivered', 'double_charge') AND subject = 'charge:' || :it)
"""


_CHARGE_OF_BREAK = """
    SELECT session_id, facts FROM ledger_break WHERE kind IN ('paid_not_delivered', 'double_charge') AND subject = ?
"""
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
    [(status, has_paid, first, order_id, is_given_back)] = select_named(
        _CHARGE, charge=charge.transaction_id, session=charge.session_id, news=news
    )
    is_taken_back = charge.is_taken_back or status == PaymentStatus.FAILED
    cause = charge_cause(
        Charge(status == PaymentStatus.PAID, is_taken_back, bool(has_paid), first is not None, bool(is_given_back))
    )
    about = About(charge.session_id, order_id, charge.transaction_id)
    facts: dict[str, Fact] = {
        "amount": charge.amount,
        "is_taken_back": charge.is_taken_back,
        "first_transaction_id": first,
    }
    facts |= {"transaction_id": charge.transaction_id, "session_id": charge.session_id}
    found = (Found.of(cause, about, call, **facts),) if cause else ()
    kinds = (BreakKind.PAID_NOT_DELIVERED, BreakKind.DOUBLE_CHARGE)
    return Judged(f"charge:{charge.transaction_id}", kinds, at, found, {"is_taken_back": charge.is_taken_back})


def judge_refund(refund: RefusedRefund, at: datetime, call: str | None = None, news: int = NO_NEWS) -> Judged:
    [(pence, is_given_back, is_charged)] = select_named(_REFUND, it=refund.transaction_id, news=news)
    asked, paid = Money(refund.pence), None if pence is None else Money(pence)
    cause = refund_cause(asked, paid, bool(is_given_back), bool(is_charged))
    facts: dict[str, Fact] = {
        "transaction_id": refund.transaction_id,
        "pence": asked.pence,
        "amount": str(asked),
        "paid": str(paid),
    }
    about = About(transaction_id=refund.transaction_id)
    found = (Found.of(cause, about, call, **facts),) if cause else ()
    return Judged(f"refund:{refund.transaction_id}", (BreakKind.REFUND_WITHOUT_PAYMENT,), at, found)


def judge_known(order_ids: Collection[str], at: datetime) -> Iterator[Judged]:
    """Refused charges and refunds of breaks that have to do with these orders."""
    wanted = listed(order_ids)
    for subject, session_id, transaction, kept in select(_KNOWN, wanted, wanted):
        facts = json.loads(kept)
        if subject.startswith("charge:"):
            yield judge_charge(RefusedCharge(transaction, session_id, facts["amount"], facts["is_taken_back"]), at)
        else:
            yield judge_refund(RefusedRefund(transaction, facts["pence"]), at)


def charge_of_break(transaction_id: str) -> RefusedCharge | None:
    """The refused charge that a break has told of, whatever has become of it."""
    kept = select(_CHARGE_OF_BREAK, f"charge:{transaction_id}")
    if not kept:
        return None
    session_id, facts = kept[0][0], json.loads(kept[0][1])
    return RefusedCharge(transaction_id, session_id, facts["amount"], facts["is_taken_back"])
