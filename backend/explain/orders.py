"""What orders, payments and equipment lead to: the call itself, or one that says more."""

from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches

from backend.explain.command import Command
from backend.explain.sessions import new_session
from backend.models.order import Order, Payment
from backend.models.payment import Refund
from backend.models.queries.jobs import latest_job
from backend.models.queries.orders import known_among, latest
from backend.models.queries.places import equipment_ids
from backend.rules import order as order_rules
from backend.rules import payment as payment_rules
from backend.rules.job import JobState
from backend.services.payments import find_known
from backend.world.environment import Environment
from contract import endpoints, examples, lab_endpoints, pages
from contract.messages.base import JsonObject
from contract.messages.files import MOST_ORDERS
from contract.vocabulary import OrderStatus, PaymentStatus
from kernel.money import Money

LOOKED_THROUGH = 200
"""Orders among which a similar id is looked for, the latest."""


def for_order(_: Environment, wanted: Command) -> Command:
    """A call with an order in its path."""
    order = _order_like(wanted.ids["order_id"])
    return new_session() if order is None else replace(wanted, ids={"order_id": order.order_id})


def for_file(environment: Environment, wanted: Command) -> Command:
    """A file without its link: the order's links, anew."""
    return for_order(environment, Command(endpoints.DOWNLOAD_LINKS, wanted.ids))


def for_status(_: Environment, wanted: Command) -> Command:
    """order-status-update: what may be reported next, or what the order's status is."""
    body = wanted.body or {}
    order = _order_like(body["order_id"])
    if order is None:
        return new_session()
    legal = [*order_rules.legal_reports(order.status), order.status]
    if order.status in order_rules.FINAL and body["status"] != order.status:
        return Command(endpoints.PRINT_STATUS, {"order_id": order.order_id})
    status = OrderStatus(body["status"]) if body["status"] in legal else legal[0]
    return replace(wanted, body=body | {"order_id": order.order_id, "status": status.value})


def for_print(_: Environment, wanted: Command) -> Command:
    """A command to print: the order and the equipment have to exist."""
    body = wanted.body or {}
    order = _order_like(body["order_id"])
    if order is None:
        return new_session()
    return replace(wanted, body=_on_known_equipment(body) | {"order_id": order.order_id})


def for_equipment(_: Environment, wanted: Command) -> Command:
    """A call with an equipment in its path."""
    return replace(wanted, ids={"equipment_id": _equipment_like(wanted.ids["equipment_id"])})


def for_archive(_: Environment, wanted: Command) -> Command:
    """batch-download of those orders that exist."""
    asked = [part.strip() for name, text in wanted.query if name == "order_ids" for part in text.split(",")]
    known = sorted(known_among(asked[:MOST_ORDERS]))
    if not known:
        order = _order_like(asked[0] if asked else "")
        known = [] if order is None else [order.order_id]
    form = tuple((name, text) for name, text in wanted.query if (name, text) in {("format", "zip"), ("format", "tar")})
    return replace(wanted, query=(*(("order_ids", one) for one in known), *form[:1])) if known else new_session()


def for_payment(_: Environment, wanted: Command) -> Command:
    """A payment's status: one that is known, or the guides' test payment."""
    is_known = find_known(wanted.ids["payment_id"]) is not None
    return wanted if is_known else replace(wanted, ids={"payment_id": examples.PAYMENT_ID})


def for_report(_: Environment, wanted: Command) -> Command:
    """payStatus, unless the payment's status forbids the report."""
    body = wanted.body or {}
    payment_id = str(body.get("third_id") or body.get("payment_id")).strip()
    known = find_known(payment_id)
    status = known.status if known else payment_rules.UNREPORTED
    if PaymentStatus(body["status"]) in payment_rules.MOVES.legal(status):
        return wanted
    return Command(endpoints.PAYMENT_STATUS, {"payment_id": payment_id})


def for_claim(environment: Environment, wanted: Command) -> Command:
    """A job that waits can be claimed; of any other the queue says who holds it."""
    command = for_order(environment, wanted)
    if command.endpoint is not lab_endpoints.CLAIM_JOB:
        return command
    is_waiting = latest_job(command.ids["order_id"]).state is JobState.WAITING
    body = _on_known_equipment(command.body or {})
    return replace(command, body=body) if is_waiting else Command(lab_endpoints.ORDERS)


def for_release(environment: Environment, wanted: Command) -> Command:
    """A job can be given back until it prints."""
    command = for_order(environment, wanted)
    if command.endpoint is not lab_endpoints.RELEASE_JOB:
        return command
    state = latest_job(command.ids["order_id"]).state
    return command if state in {JobState.WAITING, JobState.CLAIMED} else Command(lab_endpoints.ORDERS)


def for_progress(environment: Environment, wanted: Command) -> Command:
    """Only the station that holds a job reports how it comes along."""
    command = for_order(environment, wanted)
    if command.endpoint is not lab_endpoints.REPORT_PRINT:
        return command
    job = latest_job(command.ids["order_id"])
    if job.state not in {JobState.CLAIMED, JobState.PRINTING} or job.station_id is None:
        return Command(lab_endpoints.ORDERS)
    return replace(command, body=(command.body or {}) | {"station_id": job.station_id})


def for_refund(_: Environment, wanted: Command) -> Command:
    """At most what was paid, and once; of any other the list says what was given back."""
    body = wanted.body or {}
    payment = Payment.find(body["transaction_id"])
    is_given_back = Refund.find(body["transaction_id"]) is not None
    if payment is None or is_given_back:
        return Command(lab_endpoints.LIST_REFUNDS)
    return replace(wanted, body=body | {"amount": min(body["amount"], Money(payment.amount_pence).pounds)})


def _order_like(order_id: str) -> Order | None:
    """That order, or the one with the most similar id, or else the latest; None when there is none at all."""
    found = Order.find(order_id)
    if found is not None:
        return found
    recent = latest(LOOKED_THROUGH)
    by_id = {order.order_id.casefold(): order for order in recent[::-1]}
    near = get_close_matches(order_id[:100].casefold(), by_id, n=1, cutoff=0.8)
    return by_id[near[0]] if near else next(iter(recent), None)


def _equipment_like(equipment_id: str) -> str:
    known = equipment_ids()
    near = get_close_matches(equipment_id[:100], known, n=1, cutoff=0.0)
    return equipment_id if equipment_id in known else near[0] if near else examples.EQUIPMENT_ID


def _on_known_equipment(body: JsonObject) -> JsonObject:
    named = {name: _equipment_like(str(body[name])) for name in ("equipment_id", "printer_id") if name in body}
    return body | named


ORDER_CALLS: dict[str, Callable[[Environment, Command], Command]] = {
    endpoints.PRINT_STATUS.name: for_order,
    endpoints.DOWNLOAD_LINKS.name: for_order,
    **dict.fromkeys((one.name for one in pages.FILES), for_file),
    endpoints.UPDATE_ORDER_STATUS.name: for_status,
    endpoints.SEND_PRINT_COMMAND.name: for_print,
    endpoints.TRIGGER_PRINT.name: for_print,
    endpoints.EQUIPMENT_INFO.name: for_equipment,
    endpoints.COUNT_STOCK.name: for_equipment,
    endpoints.BATCH_DOWNLOAD.name: for_archive,
    endpoints.PAYMENT_STATUS.name: for_payment,
    endpoints.REPORT_PAYMENT.name: for_report,
    lab_endpoints.CLAIM_JOB.name: for_claim,
    lab_endpoints.RELEASE_JOB.name: for_release,
    lab_endpoints.REPORT_PRINT.name: for_progress,
    lab_endpoints.ORDER_ARTWORK.name: for_order,
    lab_endpoints.MAKE_REFUND.name: for_refund,
}
