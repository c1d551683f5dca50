"""An order's life on the wire (guide 2.2.0, section 5; decisions on order-status-update)."""

from backend.rules.refusal import IllegalMove
from contract.vocabulary import OrderStatus, QualityCheck

# What a manufacturer reports is both the event and the next status.
MOVES = {
    (OrderStatus.PENDING, OrderStatus.PRINTING): OrderStatus.PRINTING,
    (OrderStatus.PENDING, OrderStatus.FAILED): OrderStatus.FAILED,
    (OrderStatus.PENDING, OrderStatus.CANCELLED): OrderStatus.CANCELLED,
    (OrderStatus.PRINTING, OrderStatus.PRINTED): OrderStatus.PRINTED,
    (OrderStatus.PRINTING, OrderStatus.COMPLETED): OrderStatus.COMPLETED,
    (OrderStatus.PRINTING, OrderStatus.FAILED): OrderStatus.FAILED,
    (OrderStatus.PRINTING, OrderStatus.CANCELLED): OrderStatus.CANCELLED,
    (OrderStatus.PRINTED, OrderStatus.COMPLETED): OrderStatus.COMPLETED,
    (OrderStatus.PRINTED, OrderStatus.FAILED): OrderStatus.FAILED,
} | {(status, status): status for status in OrderStatus}

OPEN = (OrderStatus.PENDING, OrderStatus.PRINTING, OrderStatus.PRINTED)
FINAL = (OrderStatus.COMPLETED, OrderStatus.FAILED, OrderStatus.CANCELLED)
PRINT_DONE = (OrderStatus.PRINTED, OrderStatus.COMPLETED)
LOST = (OrderStatus.FAILED, OrderStatus.CANCELLED)


def advance(status: OrderStatus, reported: OrderStatus) -> OrderStatus:
    """The status after the report; the same one again changes nothing. Raises IllegalMove."""
    following = MOVES.get((status, reported))
    if following is None:
        raise IllegalMove(status, reported)
    return following


def legal_reports(status: OrderStatus) -> list[OrderStatus]:
    """What may be reported next, other than the same status again; empty when the status is final."""
    return [reported for state, reported in MOVES if state is status and reported is not status]


def quality_check(status: OrderStatus) -> QualityCheck:
    """Pending until printed, then passed; failed when the order failed."""
    if status is OrderStatus.FAILED:
        return QualityCheck.FAILED
    return QualityCheck.PASSED if status in PRINT_DONE else QualityCheck.PENDING
