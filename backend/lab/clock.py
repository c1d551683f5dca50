"""What time it is in the lab, how it goes, and letting it pass."""

from flask import Blueprint, Response

from backend.advance.advance import advance_clock
from backend.http.answers import answer
from backend.http.bodies import read
from backend.http.context import environment
from backend.http.routing import serves
from backend.world import clock_state as service
from contract import lab_endpoints
from contract.messages.clock import AdvanceClock, SetClock

lab_clock = Blueprint("lab_clock", __name__)


@serves(lab_clock, lab_endpoints.CLOCK)
def clock() -> Response:
    return answer(service.clock_state(environment().clock))


@serves(lab_clock, lab_endpoints.SET_CLOCK)
def set_clock() -> Response:
    return answer(service.set_clock(environment(), read(SetClock)))


@serves(lab_clock, lab_endpoints.ADVANCE_CLOCK)
def advance() -> Response:
    return answer(advance_clock(environment(), read(AdvanceClock)))
