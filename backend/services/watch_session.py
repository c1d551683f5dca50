"""GET .../status and POST .../validate: looking at a session changes nothing in it."""

from backend.base.remarks import remark
from backend.models.session import Session
from backend.rules.session import BORN, UNPAID
from backend.steps.lookup import find_session, standing_at
from backend.world.environment import Environment
from backend.world.public_address import public_url
from contract.hints import Code
from contract.messages.vending import (
    SecurityInfo,
    SessionData,
    SessionHealth,
    SessionState,
    SessionValidated,
)
from contract.vocabulary import SessionStatus
from kernel.money import Money


def session_status(environment: Environment, session_id: str) -> SessionState:
    """Raises NotFound."""
    with environment.store.reading():
        session = find_session(session_id)
        standing = standing_at(session, environment.now)
        if standing == BORN:
            _remark_code(session, public_url(environment.settings))
    return SessionState(
        session_id=session_id,
        status=standing.status,
        user_progress=standing.progress,
        expires_at=session.expires_at,
        created_at=session.created_at,
        last_activity=session.last_activity,
        machine_id=session.machine_id,
        security_validated=True,
        order_id=session.order_id,
        payment_amount=_amount(session),
        session_data=SessionData(
            brand=session.brand,
            model=session.model,
            template=session.template,
            user_selections=session.user_selections,
        ),
    )


def validate_session(environment: Environment, session_id: str, client_ip: str) -> SessionValidated:
    """An expired or cancelled session is not valid. Raises NotFound."""
    with environment.store.reading():
        session = find_session(session_id)
    now = environment.now
    standing = standing_at(session, now)
    return SessionValidated(
        session_id=session_id,
        valid=standing.status not in {SessionStatus.EXPIRED, SessionStatus.CANCELLED},
        security_validated=True,
        session_health=SessionHealth(
            is_expired=standing.status is SessionStatus.EXPIRED,
            is_active=standing.status in UNPAID,
            status=standing.status,
            user_progress=standing.progress,
            expires_at=session.expires_at,
            last_activity=session.last_activity,
        ),
        security_info=SecurityInfo(client_ip=client_ip, validated=True, security_level="relaxed", timestamp=now),
    )


def _remark_code(session: Session, present: str) -> None:
    """Nobody has scanned it, and it leads to where this computer was before it changed its network."""
    if session.public_url is not None and session.public_url != present:
        remark(Code.CODE_LEADS_ELSEWHERE, session_id=session.session_id, leads_to=session.public_url, present=present)


def _amount(session: Session) -> Money | None:
    return None if session.payment_pence is None else Money(session.payment_pence)
