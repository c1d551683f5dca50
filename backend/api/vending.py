"""Guide 2.2.0, sections 8 to 10: the life of a vending session."""

from flask import Blueprint, Response

from backend.api.answers import answer
from backend.api.bodies import read
from backend.api.context import client_ip, environment
from backend.api.paths import check_path_ids
from backend.services import (
    confirm_payment,
    create_session,
    end_session,
    order_summary,
    shopper,
    watch_session,
)
from backend.services.equipment import order_standing
from contract.messages.vending import ConfirmPayment, CreateSession, OrderSummary, RegisterUser

vending = Blueprint("vending", __name__, url_prefix="/api/vending")
vending.before_request(check_path_ids)


@vending.post("/create-session")
def create() -> Response:
    return answer(create_session.create_session(environment(), read(CreateSession)))


@vending.get("/session/<session_id>/status")
def status(session_id: str) -> Response:
    return answer(watch_session.session_status(environment(), session_id))


@vending.post("/session/<session_id>/register-user")
def register(session_id: str) -> Response:
    return answer(shopper.register_user(environment(), session_id, read(RegisterUser), client_ip()))


@vending.post("/session/<session_id>/order-summary")
def summary(session_id: str) -> Response:
    return answer(order_summary.receive_order_summary(environment(), session_id, read(OrderSummary)))


@vending.get("/session/<session_id>/order-info")
def order_info(session_id: str) -> Response:
    return answer(order_summary.order_info(environment(), session_id))


@vending.post("/session/<session_id>/confirm-payment")
def confirm(session_id: str) -> Response:
    confirmed = confirm_payment.confirm_payment(environment(), session_id, read(ConfirmPayment))
    return answer(confirmed, debug=order_standing(environment(), confirmed.order_id))


@vending.post("/session/<session_id>/validate")
def validate(session_id: str) -> Response:
    return answer(watch_session.validate_session(environment(), session_id, client_ip()))


@vending.delete("/session/<session_id>")
def cancel(session_id: str) -> Response:
    return answer(end_session.cancel_session(environment(), session_id))
