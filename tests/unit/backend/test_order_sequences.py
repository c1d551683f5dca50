"""What holds for any sequence of reports about an order: hypothesis looks for the one that breaks it."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as some

from backend.rules import job as job_rules
from backend.rules import order as order_rules
from backend.rules.job import LIVE, JobEvent, JobState
from backend.rules.order import FINAL, OPEN, PRINT_DONE
from contract.vocabulary import OrderStatus, QualityCheck
from kernel.table import IllegalMove

REPORTS = some.lists(some.sampled_from(OrderStatus), max_size=12)

few = settings(max_examples=100)
"""Enough to reach every pair of moves within a second."""


def accepted(reports: list[OrderStatus]) -> list[OrderStatus]:
    """The statuses that an order goes through, from its birth; refused reports leave no trace."""
    life = [OrderStatus.PENDING]
    for report in reports:
        if report in {life[-1], *order_rules.legal_reports(life[-1])}:
            life.append(order_rules.MOVES.after(life[-1], report))
    return life


def is_refused(status: OrderStatus, report: OrderStatus) -> bool:
    try:
        order_rules.MOVES.after(status, report)
    except IllegalMove:
        return True
    return False


def jobs_of(life: list[OrderStatus], state: JobState) -> list[JobState]:
    """The states of the order's job: it follows each new status."""
    states = [state]
    for before, after in pairwise(life):
        event = job_rules.event_of(after)
        if after is not before and event is not None:
            states.append(job_rules.MOVES.after(states[-1], event))
    return states


@few
@given(REPORTS, some.sampled_from(OrderStatus))
def test_what_is_not_legal_is_refused(reports: list[OrderStatus], report: OrderStatus) -> None:
    status = accepted(reports)[-1]
    legal = {status, *order_rules.legal_reports(status)}
    assert is_refused(status, report) is (report not in legal)


@few
@given(REPORTS)
def test_an_end_is_an_end(reports: list[OrderStatus]) -> None:
    life = accepted(reports)
    ended = [status for status in life if status in FINAL]
    assert len(set(ended)) <= 1
    assert life[len(life) - len(ended) :] == ended


@few
@given(REPORTS)
def test_no_order_goes_back(reports: list[OrderStatus]) -> None:
    steps = [OPEN.index(status) for status in accepted(reports) if status in OPEN]
    assert steps == sorted(steps)


@few
@given(REPORTS)
def test_what_is_printed_was_printing(reports: list[OrderStatus]) -> None:
    life = accepted(reports)
    assert not set(life) & set(PRINT_DONE) or OrderStatus.PRINTING in life


@few
@given(REPORTS)
def test_the_quality_is_known_once_it_is_printed(reports: list[OrderStatus]) -> None:
    status = accepted(reports)[-1]
    known = order_rules.quality_check(status)
    assert (known is QualityCheck.PASSED) is (status in PRINT_DONE)
    assert (known is QualityCheck.FAILED) is (status is OrderStatus.FAILED)


@few
@given(REPORTS, some.booleans())
def test_the_job_can_always_follow(reports: list[OrderStatus], is_claimed: bool) -> None:
    """The tables of orders and jobs agree: no report that the one takes is refused by the other."""
    life = accepted(reports)
    birth = job_rules.MOVES.after(JobState.WAITING, JobEvent.CLAIM) if is_claimed else JobState.WAITING
    last = jobs_of(life, birth)[-1]
    assert (last in LIVE) is (life[-1] in {OrderStatus.PENDING, OrderStatus.PRINTING})
