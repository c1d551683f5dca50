"""What changed, as our programs follow it."""

from flask import Blueprint, Response, request

from backend.http.context import environment
from backend.http.holding import hold
from backend.http.paths import check_path_ids
from backend.http.routing import serves
from backend.lab.access import check_token
from backend.lab.queries import seconds
from backend.services.event_feed import IN_PLACE, LONGEST_WAIT, EventPoll
from contract import lab_endpoints

lab_events = Blueprint("lab_events", __name__)
lab_events.before_request(check_token)
lab_events.before_request(check_path_ids)


@serves(lab_events, lab_endpoints.EVENTS)
def events() -> Response:
    poll = EventPoll(environment(), request.args.get("after"), request.args.getlist("part"))
    return hold(poll, min(LONGEST_WAIT, seconds("wait")), IN_PLACE)
