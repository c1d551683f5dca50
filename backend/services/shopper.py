"""What the shopper's phone reports: that its user has scanned the code, and how the design comes along."""

from typing import Any

from backend.base.refusals import Rejected, invalid
from backend.models.session import Session
from backend.rules.session import SessionEvent
from backend.steps.designing import keep_design
from backend.steps.lookup import find_living_session, move, same_session
from backend.steps.order_data import Chosen, read_order_data
from backend.world.environment import Environment
from contract.hints import Code
from contract.messages.shop import ProgressReported, ProgressStatus, ReportProgress
from contract.messages.vending import RegisteredStatus, RegisterUser, UserRegistered
from contract.vocabulary import UserProgress

_REPORTED = {
    UserProgress.DESIGNING: SessionEvent.START_DESIGN,
    UserProgress.DESIGN_COMPLETE: SessionEvent.COMPLETE_DESIGN,
}


def register_user(environment: Environment, session_id: str, request: RegisterUser, client_ip: str) -> UserRegistered:
    """Raises NotFound, Gone, and Rejected for another session's or machine's id or a later state."""
    now = environment.now
    with environment.store.writing():
        session = find_living_session(session_id, now)
        same_session(session_id, request.session_id)
        if request.machine_id != session.machine_id:
            raise Rejected(
                Code.MACHINE_MISMATCH,
                f"machine_id {request.machine_id} is not the session's {session.machine_id}",
                received=request.machine_id,
                machine_id=session.machine_id,
                session_id=session_id,
            )
        session.user_agent = request.user_agent
        session.ip_address = request.ip_address or client_ip
        move(session, SessionEvent.REGISTER_USER, now)
    return UserRegistered(
        success=True,
        message="User registered with vending machine session",
        session_status=RegisteredStatus(**_standing(session)),
        user_registered=True,
    )


def record_progress(environment: Environment, session_id: str, request: ReportProgress) -> ProgressReported:
    """The shopper is designing, or has finished. Raises Invalid, NotFound, Gone and Rejected."""
    event, chosen = check_progress(environment, request)
    now = environment.now
    with environment.store.writing():
        session = find_living_session(session_id, now)
        if chosen is not None and request.order_data is not None:
            keep_design(session, request.order_data, chosen)
        move(session, event, now)
    return ProgressReported(
        success=True, message="Progress recorded", session_status=ProgressStatus(**_standing(session))
    )


def check_progress(environment: Environment, request: ReportProgress) -> tuple[SessionEvent, Chosen | None]:
    """What the report means for the session, and the design that it brings. Raises Invalid."""
    event = _REPORTED.get(request.user_progress)
    if event is None:
        words = [progress.value for progress in _REPORTED]
        message = f"User progress must be one of: {words}"
        raise invalid(Code.PROGRESS_NOT_REPORTABLE, "user_progress", message, request.user_progress, ", ".join(words))
    return event, _chosen(environment, request)


def _chosen(environment: Environment, request: ReportProgress) -> Chosen | None:
    if request.order_data is None:
        return None
    return read_order_data(request.order_data, environment.catalogue)


def _standing(session: Session) -> dict[str, Any]:
    return {
        "status": session.status,
        "user_progress": session.user_progress,
        "expires_at": session.expires_at,
        "last_activity": session.last_activity,
    }
