"""DELETE of a session, and the end of its time."""

from datetime import datetime

from backend.models.session import Session
from backend.rules.session import UNPAID, SessionEvent
from backend.services import stock
from backend.services.environment import Environment
from backend.services.lookup import find_session, move, standing_at
from backend.services.remarks import remark
from contract.hints import Code
from contract.messages.vending import SessionCancelled
from contract.vocabulary import SessionStatus


def cancel_session(environment: Environment, session_id: str) -> SessionCancelled:
    """Idempotent: what is paid or expired stays so, and the call succeeds all the same. Raises NotFound."""
    now = environment.now
    with environment.store.writing():
        session = find_session(session_id)
        if session.status in UNPAID:
            expired = standing_at(session, now).status is SessionStatus.EXPIRED
            _end(session, SessionEvent.EXPIRE if expired else SessionEvent.CANCEL, now)
        if session.status is not SessionStatus.CANCELLED:
            remark(Code.SESSION_KEEPS_STATUS, session_id=session_id, status=session.status.value)
    return SessionCancelled(
        success=True, message=f"Session {_outcome(session.status)} successfully", session_id=session_id
    )


def expire_sessions(environment: Environment) -> int:
    """Write down which unpaid sessions are over, and release their blanks. Returns their number."""
    now = environment.now
    overdue = (Session.status.in_(UNPAID)) & (Session.expires_at <= now)
    with environment.store.reading():
        if not Session.select().where(overdue).exists():
            return 0  # without asking for the writer lock, since this runs all the time
    with environment.store.writing():
        sessions = list(Session.select().where(overdue))
        for session in sessions:
            _end(session, SessionEvent.EXPIRE, now)
    return len(sessions)


def _end(session: Session, event: SessionEvent, now: datetime) -> None:
    move(session, event, now)
    stock.release(session.session_id, now)


def _outcome(status: SessionStatus) -> str:
    return "cancelled" if status is SessionStatus.CANCELLED else "closed"
