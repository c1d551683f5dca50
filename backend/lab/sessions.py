"""Sessions, and the time line of each."""

from flask import Blueprint, Response, current_app, request

from backend.http.answers import answer
from backend.http.context import environment
from backend.http.paths import check_path_ids
from backend.http.routing import serves
from backend.lab.access import check_token
from backend.lab.journal import journal_of
from backend.lab.queries import limit
from backend.timeline import sessions as service
from contract import lab_endpoints

lab_sessions = Blueprint("lab_sessions", __name__)
lab_sessions.before_request(check_token)
lab_sessions.before_request(check_path_ids)


@serves(lab_sessions, lab_endpoints.SESSIONS)
def sessions() -> Response:
    most = limit(service.USUAL_SESSIONS, service.MOST_SESSIONS)
    return answer(service.list_sessions(environment(), request.args.get("machine_id"), most))


@serves(lab_sessions, lab_endpoints.TIMELINE)
def timeline(session_id: str) -> Response:
    return answer(service.timeline(environment(), journal_of(current_app), session_id))
