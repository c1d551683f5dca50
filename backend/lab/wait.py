"""Waiting for an event, so that nobody sleeps."""

from flask import Blueprint, Response

from backend.http.bodies import read
from backend.http.context import environment
from backend.http.holding import hold, noted
from backend.http.routing import serves
from backend.services.wait import Awaiting
from contract import lab_endpoints
from contract.messages.wait import WaitFor

lab_wait = Blueprint("lab_wait", __name__)


@serves(lab_wait, lab_endpoints.WAIT)
def wait() -> Response:
    wanted = read(WaitFor)
    return hold(Awaiting(environment(), wanted, noted()), wanted.timeout)
