"""A print job's life: who may print an order's one case."""

from enum import StrEnum

from contract.vocabulary import OrderStatus
from kernel.table import Table


class JobState(StrEnum):
    """An order has at most one job in a live state."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    PRINTING = "printing"
    DONE = "done"
    ABANDONED = "abandoned"


class JobEvent(StrEnum):
    """Claim and release come from the lab, the others from order-status-update."""

    CLAIM = "claim"
    RELEASE = "release"
    START = "start"
    FINISH = "finish"
    ABANDON = "abandon"


COMMANDABLE = (JobState.WAITING,)
"""While a print command may still change the job; a claimed one is in a station's hands."""
QUEUED = (JobState.WAITING, JobState.CLAIMED)
"""Nobody prints it yet."""
HELD = (JobState.CLAIMED, JobState.PRINTING)
"""A station has it in its hands."""
LIVE = (JobState.WAITING, JobState.CLAIMED, JobState.PRINTING)
DEFAULT_PRIORITY = 5
"""Of 1 (highest) to 10; decisions on "One order, one case"."""

PRIORITIES_2_1_0 = {1: 1, 2: DEFAULT_PRIORITY, 3: 10}
"""Guide 2.1.0's three levels on the scale of 2.2.0; decisions on send-print-command."""

MOVES = Table(
    "print job",
    [JobState.WAITING],
    {
        (JobState.WAITING, JobEvent.CLAIM): JobState.CLAIMED,
        # A manufacturer's own station knows the documented calls only, and starts without a claim.
        (JobState.WAITING, JobEvent.START): JobState.PRINTING,
        (JobState.WAITING, JobEvent.ABANDON): JobState.ABANDONED,
        (JobState.CLAIMED, JobEvent.RELEASE): JobState.WAITING,
        (JobState.CLAIMED, JobEvent.START): JobState.PRINTING,
        (JobState.CLAIMED, JobEvent.ABANDON): JobState.ABANDONED,
        (JobState.PRINTING, JobEvent.FINISH): JobState.DONE,
        (JobState.PRINTING, JobEvent.ABANDON): JobState.ABANDONED,
        # A case can be printed and its order fail afterwards: lost on the way, or not completed.
        (JobState.DONE, JobEvent.ABANDON): JobState.ABANDONED,
        (JobState.DONE, JobEvent.FINISH): JobState.DONE,
    },
)

_REPORTED = {
    OrderStatus.PRINTING: JobEvent.START,
    OrderStatus.PRINTED: JobEvent.FINISH,
    OrderStatus.COMPLETED: JobEvent.FINISH,
    OrderStatus.FAILED: JobEvent.ABANDON,
    OrderStatus.CANCELLED: JobEvent.ABANDON,
}


def event_of(status: OrderStatus) -> JobEvent | None:
    """What an order's new status means for its job; `pending` means nothing."""
    return _REPORTED.get(status)
