"""DELETE of a session, and the end of its time."""

from datetime import datetime

from backend.base.cause import time_alone
from backend.base.remarks import remark
from backend.models.queries.sessions import is_any_overdue, overdue
from backend.models.session import Session
from backend.rules.session import UNPAID, SessionEvent
from backend.steps import stock
from backend.steps.lookup import find_session, move, standing_at
from backend.world.environment import Environment
from contract.hints import Code
from contract.messages.vending import SessionCancelled
from contract.vocabulary import SessionStatus

AT_ONCE = 250
"""Sessions that expire in one transaction."""


def cancel_session(environment: Environment, session_id: str) -> SessionCancelled:
    """Idempotent: what is paid or expired stays so, and the call succeeds all the same. Raises NotFound."""
    now = environment.now
    with environment.store.writing():
        session = find_session(session_id)
        if session.status in UNPAID:
            expired = standing_at(session, now).status is SessionStatus.EXPIRED
            event, at = (SessionEvent.EXPIRE, session.expires_at) if expired else (SessionEvent.CANCEL, now)
            _end(session, event, at)
        if session.status is not SessionStatus.CANCELLED:
            remark(Code.SESSION_KEEPS_STATUS, session_id=session_id, status=session.status.value)
    return SessionCancelled(
        success=True, message=f"Session {_outcome(session.status)} successfully", session_id=session_id
    )


def expire_sessions(environment: Environment) -> int:
    """Write down which unpaid sessions are over, and release their blanks. Returns their number.

    Each ended at its own moment, also when that is long past.
    """
    now, expired = environment.now, 0
    while some := _expire_some(environment, now):
        expired += some
    return expired


def _expire_some(environment: Environment, now: datetime) -> int:
    """As many as may hold up other writers together."""
    with environment.store.reading():
        if not is_any_overdue(now):
            return 0  # without asking for the writer lock, since this runs all the time
    with environment.store.writing(), time_alone():
        sessions = overdue(now, AT_ONCE)
        for session in sessions:
            _end(session, SessionEvent.EXPIRE, session.expires_at)
    return len(sessions)


def _end(session: Session, event: SessionEvent, at: datetime) -> None:
    move(session, event, at)
    stock.release(session.session_id, at)


def _outcome(status: SessionStatus) -> str:
    return "cancelled" if status is SessionStatus.CANCELLED else "closed"
