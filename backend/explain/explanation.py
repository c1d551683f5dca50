"""The explanation of one refused call."""

from backend.base.texts import hint, masked, shown, texts
from backend.explain.corrected import Case
from backend.explain.remedies import command_for
from backend.explain.routes import Route, route_of
from backend.world.environment import Environment
from contract.finding import Fact
from contract.hints import Code
from contract.messages.explanation import Explanation
from contract.messages.faults import EffectKind
from faults.hit import Hit
from journal.call import Call

_UNKNOWN = {
    Code.SESSION_UNKNOWN: "session_id",
    Code.ORDER_UNKNOWN: "order_id",
    Code.EQUIPMENT_UNKNOWN: "equipment_id",
    Code.PAYMENT_UNKNOWN: "payment_id",
    Code.TRANSACTION_USED: "transaction_id",
    Code.REFUND_WITHOUT_PAYMENT: "transaction_id",
}
"""Refusals of an id: it is both the field and what was received."""
_PLACES = {code: (name, name, "known") for code, name in _UNKNOWN.items()} | {
    Code.SESSION_MISMATCH: ("session_id", "received", "session_id"),
    Code.MACHINE_MISMATCH: ("machine_id", "received", "machine_id"),
    Code.AMOUNT_MISMATCH: ("payment_amount", "paid", "due"),
    Code.REFUND_TOO_HIGH: ("amount", "amount", "paid"),
    Code.ORDER_STATE: ("status", "reported", "legal"),
    Code.ORDER_FINAL: ("status", "reported", "legal"),
    Code.PAYMENT_STATE: ("status", "reported", "legal"),
    Code.PAYMENT_FINAL: ("status", "reported", "legal"),
    Code.METHOD_NOT_ALLOWED: (None, "method", "allowed"),
    Code.ROUTE_UNKNOWN: (None, "path", "expected"),
    Code.BODY_NOT_UTF8: (None, "charset", "expected"),
    Code.BODY_NOT_A_NUMBER: (None, "number", "expected"),
    Code.BODY_NOT_OBJECT: (None, "arrived", "expected"),
    Code.CONTENT_TYPE_FORM: ("Content-Type", "content_type", "expected"),
    Code.CONTENT_TYPE_OTHER: ("Content-Type", "content_type", "expected"),
    Code.TIMEOUT_CLAMPED: ("session_timeout_minutes", "wanted", "granted"),
    Code.PRICE_DIFFERS: ("payment_amount", "amount", "listed"),
}
"""The field that a refusal is about, and which facts say what was received and expected there."""
_STATES = {
    Code.SESSION_EXPIRED: "expired",
    Code.SESSION_PAID: "payment_completed",
    Code.SOLD_OUT: "sold out",
    Code.BLANK_GONE: "sold out",
    Code.RATE_LIMITED: "rate limited",
    Code.MACHINE_RATE_LIMITED: "rate limited",
    Code.MACHINE_TOO_MANY_SESSIONS: "too many live sessions",
    Code.DATABASE_BUSY: "database busy",
    Code.LINK_EXPIRED: "link expired",
    Code.REFUND_REPEATED: "refunded",
}
_REMARKS = {
    Code.TIMEOUT_CLAMPED,
    Code.PRICE_DIFFERS,
    Code.MODEL_NOT_GIVEN,
    Code.SESSION_KEEPS_STATUS,
    Code.PAYMENT_RECORDED_ONLY,
    Code.JOB_BEYOND_COMMAND,
    Code.MODEL_DIFFERS,
    Code.ARTWORK_FOREIGN,
    Code.EQUIPMENT_NOT_OURS,
    Code.NO_BLANK_LEFT,
    Code.ORDERS_MISSING,
    *(Hit("", effect).code for effect in EffectKind),
}
"""What is said beside an answer that succeeded, or that a fault hit; nothing has to be corrected there."""


def explain(environment: Environment, call: Call) -> Explanation | None:
    """Why the call was refused, and a command that works; None for a call that nothing was said about.

    Looks into the store, so it belongs beside the request's path and not into it. Raises DatabaseBusy.
    """
    if not call.findings:
        return None
    finding = call.findings[0]
    route = route_of(call)
    hinted = hint(finding, call.request_id)
    facts = masked(finding)
    field, received, expected = _PLACES.get(finding.code, (facts.get("field"), "received", "expected"))
    return Explanation(
        code=finding.code,
        en=hinted.en,
        zh=hinted.zh,
        clause=texts()[finding.code].clause,
        field=None if field is None else shown(field),
        received=_fact(facts, received),
        expected=_fact(facts, expected),
        nearest_route=route.name if route else None,
        state=_STATES.get(finding.code) or _fact(facts, "status") or _fact(facts, "state"),
        curl=None if finding.code in _REMARKS else _curl(environment, call, route),
    )


def _fact(facts: dict[str, Fact], name: str) -> str | None:
    fact = facts.get(name)
    return None if fact in {None, ""} else shown(fact)


def _curl(environment: Environment, call: Call, route: Route | None) -> str | None:
    with environment.store.reading():
        command = command_for(Case(environment, call, route))
    return None if command is None else command.curl(call.base_url)
