"""Calls that tell of a break though they changed nothing: refused ones, and commands that came too late."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from backend.ledger.charges import RefusedCharge, RefusedRefund, charge_of_break, judge_charge, judge_refund
from backend.ledger.evidence import Evidence
from backend.ledger.judged import About, Found, Judged
from backend.ledger.orders import judge_again
from backend.models.order import Order
from backend.models.payment import PaymentReport, Refund
from backend.models.queries.payments import payment_of_order, payment_of_session
from backend.rules.job import JobState
from backend.rules.ledger import Cause, report_cause
from contract import endpoints, lab_endpoints
from contract.hints import Code
from contract.vocabulary import OrderStatus, PaymentStatus
from contract.wire import Passage
from journal.call import Call
from kernel.money import Money

REVERSED = frozenset(
    {
        Code.AMOUNT_MISMATCH,
        Code.BLANK_GONE,
        Code.SESSION_CANCELLED,
        Code.SESSION_EXPIRED,
        Code.SESSION_PAID,
        Code.SESSION_UNKNOWN,
        Code.SESSION_WITHOUT_ORDER,
        Code.USER_NOT_REGISTERED,
    }
)
"""Why confirm-payment refuses money that a machine has taken. A malformed call or a full minute may be sent again."""
_REFUSED_REPORTS = (Code.ORDER_STATE, Code.ORDER_FINAL, Code.ORDER_UNKNOWN)
_REFUSED_REFUNDS = (Code.REFUND_WITHOUT_PAYMENT, Code.REFUND_TOO_HIGH)
Facts = Mapping[str, Any]


def is_worth_a_look(call: Call) -> bool:
    """Whether a call may tell more than what it changed."""
    return call.method != "GET" and (bool(call.findings) or call.route == endpoints.REPORT_PAYMENT.path)


def judge_call(call: Call, evidence: Evidence, news: int) -> Iterator[Judged]:
    """What stands about the subjects of one call. Events beyond number `news` may have come after it."""
    told: dict[Code, Facts] = {finding.code: finding.facts for finding in call.findings}
    sent = document(call.request_body)
    if call.route == endpoints.CONFIRM_PAYMENT.path and REVERSED & told.keys():
        yield from _refused_charge(call, sent, news)
    elif call.route == endpoints.REPORT_PAYMENT.path:
        yield from _reported_payment(call, sent, told, evidence)
    elif call.route == lab_endpoints.MAKE_REFUND.path and _first(told, *_REFUSED_REFUNDS):
        asked = Money.from_pounds(sent["amount"])
        yield judge_refund(RefusedRefund(sent["transaction_id"], asked.pence), call.at, call.request_id, news)
    elif call.hit is not None and call.hit.passage is not Passage.FIRST:
        return  # a print reported late or twice by the network is no second print
    elif call.route == endpoints.UPDATE_ORDER_STATUS.path and (facts := _first(told, *_REFUSED_REPORTS)):
        yield from _refused_report(call, sent, facts)
    elif (facts := _first(told, Code.JOB_BEYOND_COMMAND)) and facts["state"] == JobState.DONE:
        yield _incident(call, Cause.COMMANDED_AGAIN, str(facts["order_id"]))


def document(body: bytes | str) -> Facts:
    """A body as it was understood; empty where it is no JSON object, or one that no database could hold."""
    try:
        found = json.loads(body)
        json.dumps(found, ensure_ascii=False).encode()  # refuses lone surrogates
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def amount_of(sent: Facts) -> str:
    """What a confirm-payment says that was paid, as a person reads it; the journal may have cut a long one off."""
    return str(Money.from_pounds(sent["payment_amount"])) if "payment_amount" in sent else "?"


def _first(told: dict[Code, Facts], *codes: Code) -> Facts | None:
    return next((told[code] for code in codes if code in told), None)


def _refused_charge(call: Call, sent: Facts, news: int) -> Iterator[Judged]:
    transaction_id, session_id = str(sent["transaction_id"]), str(sent["session_id"])
    known = charge_of_break(transaction_id)
    charge = RefusedCharge(transaction_id, session_id, amount_of(sent), known is not None and known.is_taken_back)
    yield judge_charge(charge, call.at, call.request_id, news)


def _reported_payment(call: Call, sent: Facts, told: dict[Code, Facts], evidence: Evidence) -> Iterator[Judged]:
    """A payment system's word on a charge that was refused, before or after it."""
    payment_id = str(sent.get("third_id") or sent.get("payment_id") or "")
    charge = charge_of_break(payment_id) or _refused_before(payment_id, evidence)
    if charge is None:
        return
    final = told.get(Code.PAYMENT_FINAL, {})
    if final.get("reported") == PaymentStatus.FAILED:
        charge = charge._replace(is_taken_back=True)
    yield judge_charge(charge, call.at, call.request_id)
    if charge.session_id is not None:
        paid = payment_of_session(charge.session_id)
        yield from judge_again([] if paid is None else [paid.order_id], call.at)


def _refused_before(payment_id: str, evidence: Evidence) -> RefusedCharge | None:
    """The charge of a confirm-payment in the journal that was refused before anybody reported it as paid."""
    report = PaymentReport.find(payment_id)
    is_paid = report is not None and report.status == PaymentStatus.PAID
    found = evidence.refused_charge(payment_id, [code.value for code in REVERSED]) if is_paid else None
    return found and RefusedCharge(payment_id, found[0], amount_of(document(found[1])))


def _refused_report(call: Call, sent: Facts, facts: Facts) -> Iterator[Judged]:
    status = OrderStatus(facts["status"]) if "status" in facts else None
    reported = OrderStatus(sent["status"])
    cause = report_cause(status, reported, _is_given_back(str(sent["order_id"])))
    if cause is not None:
        more = {"status": facts.get("status"), "reported": reported.value, "equipment_id": sent.get("equipment_id")}
        yield _incident(call, cause, str(sent["order_id"]), **more)


def _is_given_back(order_id: str) -> bool:
    payment = payment_of_order(order_id)
    refund = Refund.find(payment.transaction_id) if payment else None
    return payment is not None and refund is not None and refund.amount_pence >= payment.amount_pence


def _incident(call: Call, cause: Cause, order_id: str, **more: Any) -> Judged:
    order, payment = Order.find(order_id), payment_of_order(order_id)
    about = About(
        session_id=order.session_id if order else None,
        order_id=order_id,
        transaction_id=payment.transaction_id if payment else None,
        equipment_id=more.get("equipment_id"),
        model_id=order.model_id if order else None,
    )
    paid = str(Money(payment.amount_pence)) if payment else None
    found = Found.of(cause, about, call.request_id, order_id=order_id, paid=paid, **more)
    return Judged(f"{cause}:{order_id}", (found.kind,), call.at, (found,))
