"""GET /lab/sessions, and the time line of one of them."""

from backend.models.queries.payments import payment_of_session
from backend.models.queries.sessions import latest
from backend.models.session import Session
from backend.steps.lookup import find_session
from backend.timeline.calls import calls_about
from backend.timeline.order import folded, in_order
from backend.timeline.rows import breaks_about, events_about, webhooks_about
from backend.world.environment import Environment
from contract.messages.timeline import FindSessions, LabSession, LabSessions, Timeline
from journal.reading import Readable


def list_sessions(environment: Environment, wanted: FindSessions) -> LabSessions:
    """The newest first."""
    with environment.store.reading():
        return LabSessions(sessions=[_session(session) for session in latest(wanted.machine_id, wanted.limit)])


def timeline(environment: Environment, journal: Readable | None, session_id: str) -> Timeline:
    """Everything about the session, its order and its payment; without a journal the calls are missing.

    Raises NotFound.
    """
    with environment.store.reading():
        session = find_session(session_id)
        payment = payment_of_session(session_id)
        order_id, transactions = session.order_id, [] if payment is None else [payment.transaction_id]
        noted = [
            *events_about(session_id, order_id),
            *webhooks_about(order_id),
            *breaks_about(session_id, order_id, transactions),
        ]
    if journal is not None:
        noted += calls_about(journal, session_id, order_id, transactions)
    return Timeline(session=_session(session), entries=folded(in_order(noted)))


def _session(session: Session) -> LabSession:
    return LabSession(
        session_id=session.session_id,
        machine_id=session.machine_id,
        status=session.status,
        user_progress=session.user_progress,
        order_id=session.order_id,
        created_at=session.created_at,
        expires_at=session.expires_at,
    )
