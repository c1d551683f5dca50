"""Guide 2.2.0, sections 8 to 10: the life of a vending session."""

from flask import Blueprint, Response

from backend.http.answers import answer
from backend.http.bodies import read
from backend.http.context import client_ip, environment
from backend.http.paths import check_path_ids
from backend.http.routing import serves
from backend.services import (
    confirm_payment,
    create_session,
    end_session,
    order_summary,
    shopper,
    watch_session,
)
from backend.services.equipment import order_standing
from contract import endpoints
from contract.messages.vending import ConfirmPayment, CreateSession, OrderSummary, RegisterUser

vending = Blueprint("vending", __name__)
vending.before_request(check_path_ids)


@serves(vending, endpoints.CREATE_SESSION)
def create() -> Response:
    return answer(create_session.create_session(environment(), read(CreateSession)))


@serves(vending, endpoints.SESSION_STATUS)
def status(session_id: str) -> Response:
    return answer(watch_session.session_status(environment(), session_id))


@serves(vending, endpoints.REGISTER_USER)
def register(session_id: str) -> Response:
    return answer(shopper.register_user(environment(), session_id, read(RegisterUser), client_ip()))


@serves(vending, endpoints.ORDER_SUMMARY)
def summary(session_id: str) -> Response:
    return answer(order_summary.receive_order_summary(environment(), session_id, read(OrderSummary)))


@serves(vending, endpoints.ORDER_INFO)
def order_info(session_id: str) -> Response:
    return answer(order_summary.order_info(environment(), session_id))


@serves(vending, endpoints.CONFIRM_PAYMENT)
def confirm(session_id: str) -> Response:
    confirmed = confirm_payment.confirm_payment(environment(), session_id, read(ConfirmPayment))
    return answer(confirmed, debug=order_standing(environment(), confirmed.order_id))


@serves(vending, endpoints.VALIDATE_SESSION)
def validate(session_id: str) -> Response:
    return answer(watch_session.validate_session(environment(), session_id, client_ip()))


@serves(vending, endpoints.CANCEL_SESSION)
def cancel(session_id: str) -> Response:
    return answer(end_session.cancel_session(environment(), session_id))
