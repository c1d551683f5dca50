"""Money and goods in sums, for GET /lab/ledger."""

from typing import NamedTuple

import peewee

from backend.models.ledger import LedgerBreak
from backend.models.order import Order, Payment
from backend.models.payment import Refund
from backend.rules.order import OPEN
from contract.vocabulary import OrderStatus


class Goods(NamedTuple):
    """Numbers of orders."""

    orders: int
    printed: int
    delivered: int
    under_way: int
    """Open ones that nothing is wrong with: not given back, and without a break."""


def paid_pence() -> int:
    """Of all payments."""
    return _sum(Payment.amount_pence)


def refunded_pence() -> int:
    """Of all refunds."""
    return _sum(Refund.amount_pence)


def _sum(pence: "peewee.Field[int]") -> int:
    total: int | None = pence.model.select(peewee.fn.SUM(pence)).scalar()
    return total or 0


def goods() -> Goods:
    return Goods(
        orders=Order.select().count(),
        printed=Order.select().where(Order.completed_at.is_null(False)).count(),
        delivered=Order.select().where(Order.status == OrderStatus.COMPLETED).count(),
        under_way=_under_way(),
    )


def _under_way() -> int:
    back = Payment.select(Payment.order_id).join(Refund, on=(Refund.transaction_id == Payment.transaction_id))
    back = back.where(Refund.amount_pence >= Payment.amount_pence)
    is_broken = LedgerBreak.repaired_at.is_null() & LedgerBreak.order_id.is_null(False)
    broken = LedgerBreak.select(LedgerBreak.order_id).where(is_broken)
    is_right = Order.order_id.not_in(back) & Order.order_id.not_in(broken)
    return Order.select().where(Order.status.in_(OPEN) & is_right).count()
