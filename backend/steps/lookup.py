"""Finding what a call is about, and moving sessions: shared by the use cases, inside their transactions."""

from datetime import datetime

from backend.base.refusals import Gone, NotFound, Rejected
from backend.events.announcements import session_event
from backend.models.order import Order
from backend.models.place import Equipment
from backend.models.queries.places import equipment_ids
from backend.models.session import Session
from backend.rules.session import UNPAID, SessionEvent, Standing, advance
from contract.finding import Fact
from contract.hints import Code
from contract.messages.base import format_time
from contract.vocabulary import LabEvent, SessionStatus
from kernel.table import IllegalMove

_DOING = {
    SessionEvent.REGISTER_USER: "registering a user",
    SessionEvent.START_DESIGN: "designing",
    SessionEvent.COMPLETE_DESIGN: "completing the design",
    SessionEvent.RECEIVE_SUMMARY: "an order summary",
    SessionEvent.CONFIRM_PAYMENT: "confirming a payment",
}


def find_session(session_id: str) -> Session:
    """Raises NotFound."""
    session = Session.find(session_id)
    if session is None:
        raise NotFound(Code.SESSION_UNKNOWN, f"Session not found: {session_id}", session_id=session_id)
    return session


def find_order(order_id: str) -> Order:
    """Raises NotFound."""
    order = Order.find(order_id)
    if order is None:
        raise NotFound(Code.ORDER_UNKNOWN, f"Order not found: {order_id}", order_id=order_id)
    return order


def find_equipment(equipment_id: str) -> Equipment:
    """Raises NotFound, naming the equipment that there is."""
    equipment = Equipment.find(equipment_id)
    if equipment is None:
        known = ", ".join(equipment_ids())
        raise NotFound(
            Code.EQUIPMENT_UNKNOWN,
            f"Equipment not found: {equipment_id}. Known equipment: {known}",
            equipment_id=equipment_id,
            known=known,
        )
    return equipment


def known_equipment(equipment_id: str | None) -> str | None:
    """The id when it is one of ours; a manufacturer may report any other."""
    return equipment_id if equipment_id is not None and Equipment.find(equipment_id) is not None else None


def standing_at(session: Session, now: datetime) -> Standing:
    """Where a session stands, also when its time is over and nobody has written that down yet."""
    if session.status in UNPAID and session.expires_at <= now:
        return advance(session.standing, SessionEvent.EXPIRE)
    return session.standing


def find_living_session(session_id: str, now: datetime) -> Session:
    """A session that may still be changed. Raises NotFound, and Gone when it has expired."""
    session = find_session(session_id)
    if standing_at(session, now).status is SessionStatus.EXPIRED:
        raise Gone(
            Code.SESSION_EXPIRED,
            f"Session has expired: {session_id}. Create a new session",
            session_id=session_id,
            expires_at=format_time(session.expires_at),
            status=SessionStatus.EXPIRED.value,
        )
    return session


def same_session(path: str, body: str) -> None:
    """Raises Rejected when a body speaks of another session than its path."""
    if path != body:
        raise Rejected(
            Code.SESSION_MISMATCH,
            f"session_id {body} in the body is not the path's {path}",
            received=body,
            session_id=path,
        )


def move(session: Session, event: SessionEvent, now: datetime) -> None:
    """Bring a session forward, save it and announce it. Raises Rejected when its state forbids that."""
    try:
        session.standing = advance(session.standing, event)
    except IllegalMove as refused:
        raise _not_now(session, event) from refused
    if event is not SessionEvent.EXPIRE:
        session.last_activity = now
    session.save()
    session_event(LabEvent.SESSION_CHANGED, session, now)


_FORBIDDING = {
    SessionStatus.ACTIVE: Code.SESSION_WITHOUT_ORDER,
    SessionStatus.DESIGNING: Code.SESSION_WITHOUT_ORDER,
    SessionStatus.PAYMENT_PENDING: Code.SESSION_AWAITS_PAYMENT,
    SessionStatus.PAYMENT_COMPLETED: Code.SESSION_PAID,
    SessionStatus.CANCELLED: Code.SESSION_CANCELLED,
}
"""Why each state refuses what it refuses. Expired sessions are refused before their state is asked."""


def _not_now(session: Session, event: SessionEvent) -> Rejected:
    standing = session.standing
    facts: dict[str, Fact] = {"session_id": session.session_id, "status": standing.status.value}
    if standing.status in UNPAID and not standing.registered:
        detail = "No user is registered with this session: call register-user first"
        return Rejected(Code.USER_NOT_REGISTERED, detail, **facts)
    detail = f"Session is {standing.status.value}, which doesn't allow {_DOING[event]}"
    if standing.status is SessionStatus.PAYMENT_COMPLETED:
        facts |= {"order_id": session.order_id}
    return Rejected(_FORBIDDING[standing.status], detail, **facts)
