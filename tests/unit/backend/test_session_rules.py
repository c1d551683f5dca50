"""Every status x event, and every progress x event, of a session."""

from itertools import product

import pytest

from backend.rules.session import BORN, SessionEvent, Standing, advance
from contract.vocabulary import SessionStatus, UserProgress
from kernel.table import IllegalMove

# Rows: where the session is. Columns: register, start, complete, summary, confirm, expire, cancel.
STATUSES = """
active            active    designing designing payment_pending -                 expired cancelled
designing         designing designing designing payment_pending -                 expired cancelled
payment_pending   -         -         -         payment_pending payment_completed expired cancelled
payment_completed -         -         -         -               -                 -       payment_completed
expired           -         -         -         -               -                 -       expired
cancelled         -         -         -         -               -                 -       cancelled
"""
# Rows: how far the shopper is. Columns: register, start, complete, summary.
PROGRESS = """
started         qr_scanned      -               -               -
qr_scanned      qr_scanned      designing       design_complete payment_reached
designing       designing       designing       design_complete payment_reached
design_complete design_complete design_complete design_complete payment_reached
payment_reached payment_reached payment_reached payment_reached payment_reached
"""


def _cells(table: str) -> list[tuple[str, SessionEvent, str]]:
    rows = [line.split() for line in table.strip().splitlines()]
    return [(row[0], event, cell) for row in rows for event, cell in zip(SessionEvent, row[1:], strict=False)]


def _status_after(status: str, event: SessionEvent) -> str:
    try:
        return advance(Standing(SessionStatus(status), UserProgress.QR_SCANNED), event).status
    except IllegalMove:
        return "-"


def _progress_after(progress: str, event: SessionEvent) -> str:
    try:
        return advance(Standing(SessionStatus.ACTIVE, UserProgress(progress)), event).progress
    except IllegalMove:
        return "-"


@pytest.mark.parametrize(("status", "event", "following"), _cells(STATUSES))
def test_status(status: str, event: SessionEvent, following: str) -> None:
    assert _status_after(status, event) == following


@pytest.mark.parametrize(("progress", "event", "following"), _cells(PROGRESS))
def test_progress(progress: str, event: SessionEvent, following: str) -> None:
    assert _progress_after(progress, event) == following


def test_the_tables_above_are_complete() -> None:
    assert len(_cells(STATUSES)) == len(SessionStatus) * len(SessionEvent)
    assert len(_cells(PROGRESS)) == len(UserProgress) * 4


@pytest.mark.parametrize("event", [SessionEvent.CONFIRM_PAYMENT, SessionEvent.EXPIRE, SessionEvent.CANCEL])
@pytest.mark.parametrize("progress", UserProgress)
def test_the_other_events_leave_the_progress(progress: UserProgress, event: SessionEvent) -> None:
    assert advance(Standing(SessionStatus.PAYMENT_PENDING, progress), event).progress is progress


def test_no_legal_move_goes_backwards() -> None:
    steps = list(UserProgress)
    for status, progress, event in product(SessionStatus, UserProgress, SessionEvent):
        try:
            following = advance(Standing(status, progress), event)
        except IllegalMove:
            continue
        assert steps.index(following.progress) >= steps.index(progress)


def test_a_refusal_names_state_and_event() -> None:
    with pytest.raises(IllegalMove, match="confirm_payment is not possible while active") as refused:
        advance(BORN, SessionEvent.CONFIRM_PAYMENT)
    assert (refused.value.state, refused.value.event) == (SessionStatus.ACTIVE, SessionEvent.CONFIRM_PAYMENT)


def test_a_missing_user_is_named_as_the_state() -> None:
    with pytest.raises(IllegalMove, match="receive_summary is not possible while started"):
        advance(BORN, SessionEvent.RECEIVE_SUMMARY)
