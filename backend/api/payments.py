"""Sections 1 and 2 of the guides: looking into a session id, and what payment systems report."""

from flask import Blueprint, Response, request
from flask.sansio.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter

from backend.http.answers import answer
from backend.http.bodies import read
from backend.http.context import client_ip, environment
from backend.http.paths import check_path_ids
from backend.http.routing import serves
from backend.services import payments as service
from backend.services import session_ids
from contract import endpoints
from contract.messages.payments import ReportPayment

payments = Blueprint("payments", __name__)
ANY_TEXT = "any_text"
"""For ids that we didn't make."""


class AnyText(BaseConverter):
    """Part of a path, whatever it holds: slashes and line ends too."""

    regex = r"(?s:.+)"
    part_isolating = False


@payments.record_once
def _install_converter(state: BlueprintSetupState) -> None:
    state.app.url_map.converters[ANY_TEXT] = AnyText


@serves(payments, endpoints.CHECK_SESSION_ID, ANY_TEXT)
def check_session_id(session_id: str) -> Response:
    """Malformed ids are what it is for, so it doesn't refuse them."""
    query = request.query_string.decode(errors="replace")
    return answer(session_ids.check_session_id(session_id, query, client_ip()))


@serves(payments, endpoints.PAYMENT_STATUS, ANY_TEXT)
def payment_status(payment_id: str) -> Response:
    check_path_ids()
    return answer(service.payment_status(environment(), payment_id))


@serves(payments, endpoints.REPORT_PAYMENT)
def report_payment() -> Response:
    return answer(service.report_payment(environment(), read(ReportPayment)))
