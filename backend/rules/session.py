"""A vending session's life: its status, and how far its shopper has come.

Guide 2.2.0, section 8, names the words; decisions on "Progress" and "DELETE session" name the moves.
"""

from dataclasses import dataclass
from enum import StrEnum

from backend.rules.refusal import IllegalMove
from contract.vocabulary import SessionStatus, UserProgress


class SessionEvent(StrEnum):
    """What happens to a session."""

    REGISTER_USER = "register_user"
    START_DESIGN = "start_design"
    COMPLETE_DESIGN = "complete_design"
    RECEIVE_SUMMARY = "receive_summary"
    CONFIRM_PAYMENT = "confirm_payment"
    EXPIRE = "expire"
    CANCEL = "cancel"


UNPAID = (SessionStatus.ACTIVE, SessionStatus.DESIGNING, SessionStatus.PAYMENT_PENDING)
"""A session in one of these expires at its time; the others last."""

STATUS_MOVES = {
    (SessionStatus.ACTIVE, SessionEvent.REGISTER_USER): SessionStatus.ACTIVE,
    (SessionStatus.ACTIVE, SessionEvent.START_DESIGN): SessionStatus.DESIGNING,
    (SessionStatus.ACTIVE, SessionEvent.COMPLETE_DESIGN): SessionStatus.DESIGNING,
    (SessionStatus.ACTIVE, SessionEvent.RECEIVE_SUMMARY): SessionStatus.PAYMENT_PENDING,
    (SessionStatus.ACTIVE, SessionEvent.EXPIRE): SessionStatus.EXPIRED,
    (SessionStatus.ACTIVE, SessionEvent.CANCEL): SessionStatus.CANCELLED,
    (SessionStatus.DESIGNING, SessionEvent.REGISTER_USER): SessionStatus.DESIGNING,
    (SessionStatus.DESIGNING, SessionEvent.START_DESIGN): SessionStatus.DESIGNING,
    (SessionStatus.DESIGNING, SessionEvent.COMPLETE_DESIGN): SessionStatus.DESIGNING,
    (SessionStatus.DESIGNING, SessionEvent.RECEIVE_SUMMARY): SessionStatus.PAYMENT_PENDING,
    (SessionStatus.DESIGNING, SessionEvent.EXPIRE): SessionStatus.EXPIRED,
    (SessionStatus.DESIGNING, SessionEvent.CANCEL): SessionStatus.CANCELLED,
    (SessionStatus.PAYMENT_PENDING, SessionEvent.RECEIVE_SUMMARY): SessionStatus.PAYMENT_PENDING,
    (SessionStatus.PAYMENT_PENDING, SessionEvent.CONFIRM_PAYMENT): SessionStatus.PAYMENT_COMPLETED,
    (SessionStatus.PAYMENT_PENDING, SessionEvent.EXPIRE): SessionStatus.EXPIRED,
    (SessionStatus.PAYMENT_PENDING, SessionEvent.CANCEL): SessionStatus.CANCELLED,
    # DELETE is idempotent: what has ended keeps its status.
    (SessionStatus.PAYMENT_COMPLETED, SessionEvent.CANCEL): SessionStatus.PAYMENT_COMPLETED,
    (SessionStatus.EXPIRED, SessionEvent.CANCEL): SessionStatus.EXPIRED,
    (SessionStatus.CANCELLED, SessionEvent.CANCEL): SessionStatus.CANCELLED,
}

_STEPS = list(UserProgress)
_REACHED = {
    SessionEvent.REGISTER_USER: UserProgress.QR_SCANNED,
    SessionEvent.START_DESIGN: UserProgress.DESIGNING,
    SessionEvent.COMPLETE_DESIGN: UserProgress.DESIGN_COMPLETE,
    SessionEvent.RECEIVE_SUMMARY: UserProgress.PAYMENT_REACHED,
}
_NEEDS_USER = (SessionEvent.START_DESIGN, SessionEvent.COMPLETE_DESIGN, SessionEvent.RECEIVE_SUMMARY)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a session stands."""

    status: SessionStatus
    progress: UserProgress

    @property
    def registered(self) -> bool:
        """Whether a shopper has scanned the code."""
        return self.progress is not UserProgress.STARTED


BORN = Standing(SessionStatus.ACTIVE, UserProgress.STARTED)


def advance(standing: Standing, event: SessionEvent) -> Standing:
    """Where the session stands after the event. Raises IllegalMove; neither half ever goes backwards."""
    status = STATUS_MOVES.get((standing.status, event))
    if status is None:
        raise IllegalMove(standing.status, event)
    if event in _NEEDS_USER and not standing.registered:
        raise IllegalMove(standing.progress, event)
    reached = _REACHED.get(event, standing.progress)
    return Standing(status, max(standing.progress, reached, key=_STEPS.index))
