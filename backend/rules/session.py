"""A vending session's life: its status, and how far its shopper has come.

Guide 2.2.0, section 8, names the words; decisions on "Progress" and "DELETE session" name the moves.
"""

from dataclasses import dataclass
from enum import StrEnum

from contract.vocabulary import SessionStatus, UserProgress
from kernel.table import Table


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
_MACHINES_EVENTS = (SessionEvent.CONFIRM_PAYMENT, SessionEvent.EXPIRE, SessionEvent.CANCEL)

STATUS = Table(
    "session",
    [SessionStatus.ACTIVE],
    {
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
    },
)

PROGRESS = Table(
    "shopper of a session",
    [UserProgress.STARTED],
    {
        (UserProgress.STARTED, SessionEvent.REGISTER_USER): UserProgress.QR_SCANNED,
        (UserProgress.QR_SCANNED, SessionEvent.REGISTER_USER): UserProgress.QR_SCANNED,
        (UserProgress.QR_SCANNED, SessionEvent.START_DESIGN): UserProgress.DESIGNING,
        (UserProgress.QR_SCANNED, SessionEvent.COMPLETE_DESIGN): UserProgress.DESIGN_COMPLETE,
        (UserProgress.QR_SCANNED, SessionEvent.RECEIVE_SUMMARY): UserProgress.PAYMENT_REACHED,
        (UserProgress.DESIGNING, SessionEvent.REGISTER_USER): UserProgress.DESIGNING,
        (UserProgress.DESIGNING, SessionEvent.START_DESIGN): UserProgress.DESIGNING,
        (UserProgress.DESIGNING, SessionEvent.COMPLETE_DESIGN): UserProgress.DESIGN_COMPLETE,
        (UserProgress.DESIGNING, SessionEvent.RECEIVE_SUMMARY): UserProgress.PAYMENT_REACHED,
        (UserProgress.DESIGN_COMPLETE, SessionEvent.REGISTER_USER): UserProgress.DESIGN_COMPLETE,
        (UserProgress.DESIGN_COMPLETE, SessionEvent.START_DESIGN): UserProgress.DESIGN_COMPLETE,
        (UserProgress.DESIGN_COMPLETE, SessionEvent.COMPLETE_DESIGN): UserProgress.DESIGN_COMPLETE,
        (UserProgress.DESIGN_COMPLETE, SessionEvent.RECEIVE_SUMMARY): UserProgress.PAYMENT_REACHED,
        (UserProgress.PAYMENT_REACHED, SessionEvent.REGISTER_USER): UserProgress.PAYMENT_REACHED,
        (UserProgress.PAYMENT_REACHED, SessionEvent.START_DESIGN): UserProgress.PAYMENT_REACHED,
        (UserProgress.PAYMENT_REACHED, SessionEvent.COMPLETE_DESIGN): UserProgress.PAYMENT_REACHED,
        (UserProgress.PAYMENT_REACHED, SessionEvent.RECEIVE_SUMMARY): UserProgress.PAYMENT_REACHED,
        # How far the shopper has come is no matter for the machine's own events.
        **{(progress, event): progress for progress in UserProgress for event in _MACHINES_EVENTS},
    },
)
"""How far the shopper has come. Nobody designs before a phone has scanned the code, and nobody goes back."""


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
    """Where the session stands after the event. Raises IllegalMove."""
    return Standing(STATUS.after(standing.status, event), PROGRESS.after(standing.progress, event))
