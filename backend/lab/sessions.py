"""Sessions, and the time line of each."""

from flask import Blueprint, Response, current_app

from backend.http.answers import answer
from backend.http.context import environment
from backend.http.queries import read_query
from backend.http.routing import serves
from backend.lab.journal import journal_of
from backend.timeline import sessions as service
from contract import lab_endpoints
from contract.messages.timeline import FindSessions

lab_sessions = Blueprint("lab_sessions", __name__)


@serves(lab_sessions, lab_endpoints.SESSIONS)
def sessions() -> Response:
    return answer(service.list_sessions(environment(), read_query(FindSessions)))


@serves(lab_sessions, lab_endpoints.TIMELINE)
def timeline(session_id: str) -> Response:
    return answer(service.timeline(environment(), journal_of(current_app), session_id))
