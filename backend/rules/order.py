"""An order's life on the wire (guide 2.2.0, section 5; decisions on order-status-update)."""

from contract.vocabulary import OrderStatus, QualityCheck
from kernel.table import Table

MOVES = Table(
    "order",
    [OrderStatus.PENDING],
    {
        (OrderStatus.PENDING, OrderStatus.PRINTING): OrderStatus.PRINTING,
        (OrderStatus.PENDING, OrderStatus.FAILED): OrderStatus.FAILED,
        (OrderStatus.PENDING, OrderStatus.CANCELLED): OrderStatus.CANCELLED,
        (OrderStatus.PRINTING, OrderStatus.PRINTED): OrderStatus.PRINTED,
        (OrderStatus.PRINTING, OrderStatus.COMPLETED): OrderStatus.COMPLETED,
        (OrderStatus.PRINTING, OrderStatus.FAILED): OrderStatus.FAILED,
        (OrderStatus.PRINTING, OrderStatus.CANCELLED): OrderStatus.CANCELLED,
        (OrderStatus.PRINTED, OrderStatus.COMPLETED): OrderStatus.COMPLETED,
        (OrderStatus.PRINTED, OrderStatus.FAILED): OrderStatus.FAILED,
        **{(status, status): status for status in OrderStatus},
    },
)
"""What a manufacturer reports is both the event and the next status; the same one again changes nothing."""

OPEN = tuple(status for status in OrderStatus if not MOVES.is_final(status))
FINAL = tuple(status for status in OrderStatus if MOVES.is_final(status))
PRINT_DONE = (OrderStatus.PRINTED, OrderStatus.COMPLETED)
LOST = (OrderStatus.FAILED, OrderStatus.CANCELLED)


def legal_reports(status: OrderStatus) -> list[OrderStatus]:
    """What may be reported next, other than the same status again; empty when the status is final."""
    return [reported for reported in MOVES.legal(status) if reported is not status]


def quality_check(status: OrderStatus) -> QualityCheck:
    """Pending until printed, then passed; failed when the order failed."""
    if status is OrderStatus.FAILED:
        return QualityCheck.FAILED
    return QualityCheck.PASSED if status in PRINT_DONE else QualityCheck.PENDING
