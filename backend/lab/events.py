"""What changed, as our programs follow it."""

from flask import Blueprint, Response

from backend.http.context import environment
from backend.http.holding import hold
from backend.http.queries import read_query
from backend.http.routing import serves
from backend.services.event_feed import IN_PLACE, EventPoll
from contract import lab_endpoints
from contract.messages.lab import LONGEST_POLL, FollowEvents

lab_events = Blueprint("lab_events", __name__)


@serves(lab_events, lab_endpoints.EVENTS)
def events() -> Response:
    wanted = read_query(FollowEvents)
    return hold(EventPoll(environment(), wanted), min(LONGEST_POLL, wanted.wait), IN_PLACE)
