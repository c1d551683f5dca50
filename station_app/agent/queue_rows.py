"""From the backend's list of orders to the queue as the station sees it."""

from collections.abc import Collection, Iterable, Mapping

from contract.messages.lab import LabOrder
from contract.vocabulary import OrderStatus
from station_app.agent.state import QueueRow
from station_app.press.queue import Job, Waiting

PLACE = {
    OrderStatus.PRINTING: 0,
    OrderStatus.PRINTED: 1,
    OrderStatus.PENDING: 2,
    OrderStatus.FAILED: 3,
    OrderStatus.CANCELLED: 3,
    OrderStatus.COMPLETED: 3,
}
"""What is on a press stands first, then what waits, then what is over."""


def waiting_jobs(
    orders: Iterable[LabOrder], known: Mapping[str, OrderStatus], left_alone: Collection[str], station_id: str
) -> list[Job]:
    """The pending orders as jobs.

    `known` are the statuses that this station knows better, by order id; `left_alone` the orders that it stopped
    work on until a person has read why.
    """
    return [
        Job(
            order_id=order.order_id,
            queue_number=order.queue_number,
            priority=order.priority,
            created_at=order.created_at,
            model_id=order.model_id,
            model=order.model,
            claimed_by=_holder(order, station_id),
            stopped=order.order_id in left_alone,
        )
        for order in orders
        if known.get(order.order_id, order.status) is OrderStatus.PENDING
    ]


def queue_rows(
    orders: Iterable[LabOrder],
    known: Mapping[str, OrderStatus],
    progress: Mapping[str, int],
    waiting: Mapping[str, Waiting],
    station_id: str,
) -> tuple[QueueRow, ...]:
    """Rows in the order in which a person reads them. `progress` holds our own exact percentages."""
    rows = [
        QueueRow(
            order=order,
            status=known.get(order.order_id, order.status),
            progress=progress.get(order.order_id, order.progress),
            waiting=waiting.get(order.order_id),
            holder=_holder(order, station_id),
        )
        for order in orders
    ]
    rank = {order_id: number for number, order_id in enumerate(waiting)}
    return tuple(sorted(rows, key=lambda row: _place(row, rank)))


def _place(row: QueueRow, rank: Mapping[str, int]) -> tuple[int, float]:
    """Waiting orders stand in the order of the plan, the others with the newest first."""
    place = PLACE[row.status]
    if row.status is OrderStatus.PENDING:
        return place, rank[row.order.order_id]
    return place, -row.order.created_at.timestamp()


def _holder(order: LabOrder, station_id: str) -> str | None:
    if order.claim is None or order.claim.station_id == station_id:
        return None
    return order.claim.station_name
