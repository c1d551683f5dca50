"""What a session's state leads to: the call itself, or the one that has to come before it or in its place."""

from collections.abc import Callable
from dataclasses import replace

from backend.explain.command import Command, written
from backend.models.order import Payment
from backend.models.queries.payments import paid_with
from backend.models.queries.stock import is_left_for
from backend.models.session import Design, Session
from backend.steps.lookup import standing_at
from backend.steps.order_data import understand_order_data
from backend.world.environment import Environment
from contract import endpoints, examples, lab_endpoints
from contract.messages.base import JsonObject
from contract.session_id import MACHINE_ID, parse
from contract.vocabulary import SessionStatus
from kernel.money import Money

LONGEST_DESIGN = 2000
"""Characters of a design that is repeated in a command."""
_ALWAYS = {
    endpoints.SESSION_STATUS.name,
    endpoints.VALIDATE_SESSION.name,
    endpoints.CANCEL_SESSION.name,
    lab_endpoints.TIMELINE.name,
}
"""Whatever state the session is in."""


def new_session(machine_id: str = "") -> Command:
    """create-session for that machine, or for the example's when that is none."""
    body = dict(examples.CREATE_SESSION)
    if MACHINE_ID.fullmatch(machine_id):
        body = {"machine_id": machine_id}
    return Command(endpoints.CREATE_SESSION, body=body)


def for_session(environment: Environment, wanted: Command) -> Command:
    """What can be done with the session of a call now."""
    session_id = wanted.ids["session_id"]
    session = Session.find(session_id)
    if session is None:
        parts = parse(session_id)
        return new_session(parts.machine_id if parts else "")
    if wanted.endpoint.name in _ALWAYS:
        return wanted
    standing = standing_at(session, environment.now)
    if standing.status in {SessionStatus.EXPIRED, SessionStatus.CANCELLED}:
        return new_session(session.machine_id)
    if standing.status is SessionStatus.PAYMENT_COMPLETED:
        return _paid(wanted, session)
    if not standing.registered:
        return _registration(wanted, session)
    return _REGISTERED[wanted.endpoint.name](environment, wanted, session)


def _paid(wanted: Command, session: Session) -> Command:
    """Only what repeats itself is taken still; everything else learns what was paid."""
    payment = paid_with(session.session_id)
    body = wanted.body or {}
    if wanted.endpoint.name == endpoints.ORDER_INFO.name:
        return wanted
    if wanted.endpoint.name == endpoints.CONFIRM_PAYMENT.name and body.get("transaction_id") == payment.transaction_id:
        return replace(wanted, body=body | {"payment_amount": Money(payment.amount_pence).pounds})
    return Command(endpoints.PAYMENT_STATUS, {"payment_id": payment.transaction_id})


def _registration(wanted: Command, session: Session) -> Command:
    ids = {"session_id": session.session_id, "machine_id": session.machine_id}
    is_wanted = wanted.endpoint.name == endpoints.REGISTER_USER.name
    body = wanted.body if is_wanted and wanted.body else {}
    return Command(endpoints.REGISTER_USER, {"session_id": session.session_id}, body | ids)


def _register(_: Environment, wanted: Command, session: Session) -> Command:
    if session.status is SessionStatus.PAYMENT_PENDING:
        return _order_info(session)
    return _registration(wanted, session)


def _report_progress(_: Environment, wanted: Command, session: Session) -> Command:
    return _order_info(session) if session.status is SessionStatus.PAYMENT_PENDING else wanted


def _send_summary(environment: Environment, wanted: Command, session: Session) -> Command:
    body = dict(wanted.body or examples.ORDER_SUMMARY) | {"session_id": session.session_id}
    model = understand_order_data(body["order_data"], environment.catalogue).model
    if model is not None and not is_left_for(session.session_id, model.id):
        return Command(endpoints.STOCK_STATUS)
    return Command(endpoints.ORDER_SUMMARY, {"session_id": session.session_id}, body)


def _confirm(environment: Environment, wanted: Command, session: Session) -> Command:
    if session.status is not SessionStatus.PAYMENT_PENDING:
        return _first_summary(environment, wanted, session)
    body = dict(wanted.body or examples.CONFIRM_PAYMENT)
    body |= {"session_id": session.session_id, "payment_amount": Money(session.payment_pence or 0).pounds}
    if Payment.find(body["transaction_id"]) is not None:
        body["transaction_id"] = f"TXN_{session.session_id}"[:100]
    return replace(wanted, body=body)


def _ask_order_info(environment: Environment, wanted: Command, session: Session) -> Command:
    if session.status is SessionStatus.PAYMENT_PENDING:
        return wanted
    return _first_summary(environment, wanted, session)


def _artwork(environment: Environment, wanted: Command, session: Session) -> Command:
    if Design.find(session.session_id) is not None:
        return wanted
    return _first_summary(environment, wanted, session)


def _first_summary(environment: Environment, wanted: Command, session: Session) -> Command:
    """With the design that the session has so far, where it is short."""
    design = Design.find(session.session_id)
    order_data: JsonObject = examples.ORDER_SUMMARY["order_data"]
    if design is not None and len(written(design.order_data)) <= LONGEST_DESIGN:
        order_data = design.order_data
    summary = replace(wanted, body=examples.ORDER_SUMMARY | {"order_data": order_data})
    return _send_summary(environment, summary, session)


def _order_info(session: Session) -> Command:
    return Command(endpoints.ORDER_INFO, {"session_id": session.session_id})


_REGISTERED: dict[str, Callable[[Environment, Command, Session], Command]] = {
    endpoints.REGISTER_USER.name: _register,
    endpoints.REPORT_PROGRESS.name: _report_progress,
    endpoints.ORDER_SUMMARY.name: _send_summary,
    endpoints.CONFIRM_PAYMENT.name: _confirm,
    endpoints.ORDER_INFO.name: _ask_order_info,
    lab_endpoints.SESSION_ARTWORK.name: _artwork,
}
