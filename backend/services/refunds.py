"""POST and GET /lab/refunds."""

from datetime import datetime

from backend.base.refusals import Conflict, NotFound, Rejected, invalid
from backend.events.announcements import refunded
from backend.models import payment as tables
from backend.models.order import Payment
from backend.models.queries.payments import refunds
from backend.rules.price import LOWEST
from backend.steps.lookup import find_order
from backend.world.environment import Environment
from contract.hints import Code
from contract.messages.refunds import MakeRefund, Refund, Refunds
from kernel.money import Money


def make_refund(environment: Environment, request: MakeRefund) -> Refund:
    """Give money of one payment back, once; a repeated call gets the same answer, however often it is made.

    Raises Invalid, NotFound without a payment, Conflict for another refund of it, Rejected for more than was paid.
    """
    check_request(request)
    now = environment.now
    with environment.store.writing():
        payment = _find_payment(request.transaction_id)
        refund = tables.Refund.find(request.transaction_id)
        if refund is None:
            refund = _enter(payment, request, now)
    _check_same(refund, request)
    return _answer(refund, payment)


def check_request(request: MakeRefund) -> None:
    """Raises Invalid."""
    if request.amount < LOWEST:
        raise invalid(Code.AMOUNT_RANGE, "amount", f"Amount must be at least {LOWEST}", request.amount.pounds)


def list_refunds(environment: Environment) -> Refunds:
    with environment.store.reading():
        made = refunds()
    return Refunds(refunds=[_answer(refund, payment) for refund, payment in made])


def _find_payment(transaction_id: str) -> Payment:
    payment = Payment.find(transaction_id)
    if payment is None:
        raise NotFound(
            Code.REFUND_WITHOUT_PAYMENT,
            f"Nothing was paid with transaction_id {transaction_id}",
            transaction_id=transaction_id,
        )
    return payment


def _enter(payment: Payment, request: MakeRefund, now: datetime) -> tables.Refund:
    paid = Money(payment.amount_pence)
    if request.amount > paid:
        raise Rejected(
            Code.REFUND_TOO_HIGH,
            f"{request.amount} can't be given back: {paid} was paid",
            transaction_id=payment.transaction_id,
            amount=request.amount.pounds,
            paid=paid.pounds,
        )
    refunded(find_order(payment.order_id), request.amount.pence, now)
    return tables.Refund.create(
        transaction_id=payment.transaction_id,
        amount_pence=request.amount.pence,
        reason=request.reason,
        created_at=now,
    )


def _check_same(refund: tables.Refund, request: MakeRefund) -> None:
    if (refund.amount_pence, refund.reason) != (request.amount.pence, request.reason):
        raise Conflict(
            Code.REFUND_REPEATED,
            f"{Money(refund.amount_pence)} of transaction_id {refund.transaction_id} was given back already",
            transaction_id=refund.transaction_id,
            amount=Money(refund.amount_pence).pounds,
        )


def _answer(refund: tables.Refund, payment: Payment) -> Refund:
    return Refund(
        transaction_id=refund.transaction_id,
        session_id=payment.session_id,
        order_id=payment.order_id,
        amount=Money(refund.amount_pence),
        currency=payment.currency,
        reason=refund.reason,
        refunded_at=refund.created_at,
    )
