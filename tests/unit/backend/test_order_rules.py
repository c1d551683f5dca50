"""Every status x report of an order, and every state x event of its job."""

import pytest

from backend.rules import job, order
from backend.rules.job import JobEvent, JobState
from contract.vocabulary import OrderStatus, QualityCheck
from kernel.table import IllegalMove

# decisions.md, order-status-update.
LEGAL_REPORTS = {
    OrderStatus.PENDING: ["printing", "failed", "cancelled"],
    OrderStatus.PRINTING: ["printed", "completed", "failed", "cancelled"],
    OrderStatus.PRINTED: ["completed", "failed"],
    OrderStatus.COMPLETED: [],
    OrderStatus.FAILED: [],
    OrderStatus.CANCELLED: [],
}
# Rows: the job's state. Columns: claim, release, start, finish, abandon.
JOBS = """
waiting   claimed -       printing -    abandoned
claimed   -       waiting printing -    abandoned
printing  -       -       -        done abandoned
done      -       -       -        done abandoned
abandoned -       -       -        -    -
"""
JOB_CELLS = [
    (line.split()[0], event, cell)
    for line in JOBS.strip().splitlines()
    for event, cell in zip(JobEvent, line.split()[1:], strict=True)
]


def _is_legal(status: OrderStatus, reported: OrderStatus) -> bool:
    try:
        return order.MOVES.after(status, reported) is reported
    except IllegalMove:
        return False


def _job_after(state: str, event: JobEvent) -> str:
    try:
        return job.MOVES.after(JobState(state), event)
    except IllegalMove:
        return "-"


@pytest.mark.parametrize("reported", OrderStatus)
@pytest.mark.parametrize("status", OrderStatus)
def test_order(status: OrderStatus, reported: OrderStatus) -> None:
    assert _is_legal(status, reported) == (reported in LEGAL_REPORTS[status] or reported is status)


@pytest.mark.parametrize("status", OrderStatus)
def test_legal_reports_are_named(status: OrderStatus) -> None:
    assert order.legal_reports(status) == LEGAL_REPORTS[status]


@pytest.mark.parametrize(("state", "event", "following"), JOB_CELLS)
def test_job(state: str, event: JobEvent, following: str) -> None:
    assert _job_after(state, event) == following


def test_the_table_above_is_complete() -> None:
    assert len(JOB_CELLS) == len(JobState) * len(JobEvent)


def test_an_order_is_open_until_it_is_completed_or_lost() -> None:
    assert order.OPEN == (OrderStatus.PENDING, OrderStatus.PRINTING, OrderStatus.PRINTED)
    assert order.FINAL == (OrderStatus.COMPLETED, OrderStatus.FAILED, OrderStatus.CANCELLED)


@pytest.mark.parametrize(
    ("status", "check"),
    [
        (OrderStatus.PENDING, QualityCheck.PENDING),
        (OrderStatus.PRINTING, QualityCheck.PENDING),
        (OrderStatus.PRINTED, QualityCheck.PASSED),
        (OrderStatus.COMPLETED, QualityCheck.PASSED),
        (OrderStatus.FAILED, QualityCheck.FAILED),
        (OrderStatus.CANCELLED, QualityCheck.PENDING),
    ],
)
def test_quality_check(status: OrderStatus, check: QualityCheck) -> None:
    assert order.quality_check(status) is check


@pytest.mark.parametrize("status", LEGAL_REPORTS)
def test_a_job_can_follow_every_report(status: OrderStatus) -> None:
    """A job is never in the way of what its order's table allows."""
    follows = {
        OrderStatus.PENDING: [JobState.WAITING, JobState.CLAIMED],
        OrderStatus.PRINTING: [JobState.PRINTING],
        OrderStatus.PRINTED: [JobState.DONE],
    }
    for state in follows.get(status, []):
        for reported in order.legal_reports(status):
            event = job.event_of(reported)
            assert event is not None
            assert job.MOVES.can(state, event)


def test_pending_means_nothing_for_a_job() -> None:
    assert job.event_of(OrderStatus.PENDING) is None
