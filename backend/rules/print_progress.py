"""How far a print is, in whole percent (decisions on print status)."""

from datetime import datetime

from backend.rules.order import PRINT_DONE
from contract.vocabulary import OrderStatus

MOST_BEFORE_PRINTED = 99


def progress(
    status: OrderStatus,
    started_at: datetime | None,
    estimated_completion: datetime | None,
    reported: int | None,
    moment: datetime,
) -> int:
    """0 to 100: what the station reported, else interpolated between start and estimate.

    `moment` is now, or for an order that was lost the moment at which that happened.
    """
    if status in PRINT_DONE:
        return 100
    if started_at is None:
        return 0
    if reported is not None:
        return min(reported, MOST_BEFORE_PRINTED)
    return _interpolated(started_at, estimated_completion, moment)


def _interpolated(started_at: datetime, estimated_completion: datetime | None, moment: datetime) -> int:
    if estimated_completion is None:
        return 0
    if estimated_completion <= started_at:
        return MOST_BEFORE_PRINTED
    share = (moment - started_at) / (estimated_completion - started_at)
    return max(0, min(MOST_BEFORE_PRINTED, int(100 * share)))
