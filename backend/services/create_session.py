"""POST /api/vending/create-session."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from backend.base.refusals import invalid
from backend.base.remarks import remark
from backend.base.validation import check_document
from backend.events.announcements import session_event
from backend.models.place import Machine
from backend.models.session import Session
from backend.rules.session import BORN
from backend.settings import Dialect
from backend.steps.ids import fresh_session_id
from backend.steps.live_sessions import check_live_sessions
from backend.world.environment import Environment
from backend.world.public_address import public_url
from contract.hints import Code
from contract.messages.vending import CreateSession, QrData, SessionCreated, SessionInfo
from contract.session_id import MACHINE_ID
from contract.vocabulary import LabEvent

DEFAULT_MINUTES, SHORTEST_MINUTES, LONGEST_MINUTES = 30, 5, 60
METADATA_KB = 10


def create_session(environment: Environment, request: CreateSession) -> SessionCreated:
    """Open a session; an unknown machine is created with it. Raises Invalid, and in the live dialect TooMany."""
    check_request(request)
    # Whole seconds, as on the wire: the machine's countdown ends when the session does.
    now = environment.now.replace(microsecond=0)
    with environment.store.writing():
        machine = _machine(request, now)
        if environment.settings.dialect is Dialect.LIVE:
            check_live_sessions(machine.machine_id, now)
        session = Session.create(
            session_id=fresh_session_id(environment.chance, machine.machine_id, now),
            machine_id=machine.machine_id,
            standing=BORN,
            location=request.location or machine.location,
            created_at=now,
            expires_at=now + _lifetime(request.session_timeout_minutes),
            last_activity=now,
            metadata=request.metadata,
            public_url=public_url(environment.settings),
        )
        session_event(LabEvent.SESSION_CREATED, session, now)
    return _answer(session)


def check_request(request: CreateSession) -> None:
    if not MACHINE_ID.fullmatch(request.machine_id):
        message = "Machine id must be 1 to 50 letters, digits, _ or -"
        raise invalid(Code.MACHINE_ID_MALFORMED, "machine_id", message, request.machine_id)
    if request.metadata is not None:
        check_document("metadata", request.metadata, METADATA_KB)


def _machine(request: CreateSession, now: datetime) -> Machine:
    known = Machine.find(request.machine_id)
    return known or Machine.create(
        machine_id=request.machine_id,
        name=request.machine_id,
        location=request.location or "",
        created_at=now,
    )


def _lifetime(minutes: int | None) -> timedelta:
    wanted = DEFAULT_MINUTES if minutes is None else minutes
    granted = max(SHORTEST_MINUTES, min(LONGEST_MINUTES, wanted))
    if granted != wanted:
        remark(Code.TIMEOUT_CLAMPED, wanted=wanted, granted=granted)
    return timedelta(minutes=granted)


def _answer(session: Session) -> SessionCreated:
    ids = {"session_id": session.session_id, "machine_id": session.machine_id}
    documented = urlencode({"session": session.session_id, "machine": session.machine_id})
    live = urlencode({"qr": "true"} | ids | {"location": session.location})
    return SessionCreated(
        success=True,
        session_id=session.session_id,
        qr_data=QrData(**ids, expires_at=session.expires_at, qr_url=f"{session.public_url}?{documented}"),
        session_info=SessionInfo(
            status=session.status,
            user_progress=session.user_progress,
            expires_at=session.expires_at,
            created_at=session.created_at,
        ),
        qr_url=f"{session.public_url}?{live}",
    )
