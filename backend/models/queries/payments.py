"""Payments and refunds by what they are about."""

import peewee

from backend.models.composed import composed
from backend.models.order import Payment
from backend.models.payment import Refund


def payment_of_session(session_id: str) -> Payment | None:
    found = _of_session(session_id).fetchone()
    return None if found is None else Payment.read(found)


def paid_with(session_id: str) -> Payment:
    """The payment of a session that is paid."""
    return Payment.read(_of_session(session_id).fetchone())


@composed
def _of_session(session_id: str) -> peewee.Query:
    return Payment.select().where(Payment.session_id == session_id)


def payment_of_order(order_id: str) -> Payment | None:
    found = _of_order(order_id).fetchone()
    return None if found is None else Payment.read(found)


@composed
def _of_order(order_id: str) -> peewee.Query:
    return Payment.select().where(Payment.order_id == order_id)


def refunds() -> list[tuple[Refund, Payment]]:
    """All of them with the payments that they belong to, the first one first."""
    payments = {payment.transaction_id: payment for payment in Payment.select()}
    made = Refund.select().order_by(Refund.created_at, Refund.transaction_id)
    return [(refund, payments[refund.transaction_id]) for refund in made]
