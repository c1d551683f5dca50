"""Orders by number, status and time."""

from collections.abc import Collection

import peewee

from backend.models.composed import composed
from backend.models.order import Order
from contract.vocabulary import OrderStatus


def last_position(machine_id: str, day: str) -> int:
    """The last queue number that the machine has given on that day; 0 before the first."""
    position: int = _last_position(machine_id, day).fetchone()[0]
    return position


@composed
def _last_position(machine_id: str, day: str) -> peewee.Query:
    last = peewee.fn.COALESCE(peewee.fn.MAX(Order.queue_position), 0)
    return Order.select(last).where((Order.machine_id == machine_id) & (Order.queue_day == day))


def known_among(order_ids: Collection[str]) -> set[str]:
    """Those of the ids that an order has."""
    return {order.order_id for order in Order.select(Order.order_id).where(Order.order_id.in_(order_ids))}


def count_pending() -> int:
    return Order.select().where(Order.status == OrderStatus.PENDING).count()


def latest(limit: int) -> list[Order]:
    """The newest first."""
    return list(Order.select().order_by(Order.created_at.desc()).limit(limit))
