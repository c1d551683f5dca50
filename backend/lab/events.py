"""What changed, as our programs follow it."""

from flask import Blueprint, Response, request

from backend.http.answers import answer
from backend.http.context import environment
from backend.http.paths import check_path_ids
from backend.http.routing import serves
from backend.lab.access import check_token
from backend.lab.queries import seconds
from backend.services import event_feed
from contract import lab_endpoints

lab_events = Blueprint("lab_events", __name__)
lab_events.before_request(check_token)
lab_events.before_request(check_path_ids)


@serves(lab_events, lab_endpoints.EVENTS)
def events() -> Response:
    return answer(
        event_feed.read_events(environment(), request.args.get("after"), seconds("wait"), request.args.getlist("part"))
    )
