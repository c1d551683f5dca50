"""What to do about each refusal: most calls are corrected, and some states ask for another call."""

from collections.abc import Callable
from dataclasses import replace

from backend.explain.command import Command
from backend.explain.corrected import Case, corrected, possible
from backend.explain.orders import for_order
from backend.models.session import Session
from backend.rules.session import UNPAID
from contract import endpoints, lab_endpoints
from contract.hints import Code

Remedy = Callable[[Case], Command | None]
"""None where no call can help."""


def command_for(case: Case) -> Command | None:
    """The call that helps. Call it inside the store's `reading`."""
    return _REMEDIES.get(case.call.findings[0].code, corrected)(case)


def _later(case: Case) -> Command | None:
    """The same call is right, and has to wait."""
    command = corrected(case)
    return None if command is None else replace(command, patient=True)


def _with_token(case: Case) -> Command:
    """Something harmless that only the token opens, unless the call itself is."""
    route = case.route
    is_harmless = route is not None and route.endpoint.method == "GET" and not route.ids
    return Command(route.endpoint) if route is not None and is_harmless else Command(lab_endpoints.ORDERS)


def _end_a_session(case: Case) -> Command | None:
    """The machine's oldest live session is the likeliest that nobody uses any more."""
    machine_id = case.facts["machine_id"]
    live = Session.select().where((Session.machine_id == machine_id) & Session.status.in_(UNPAID))
    oldest = live.order_by(Session.created_at).first()
    if oldest is None:
        return corrected(case)
    return Command(endpoints.CANCEL_SESSION, {"session_id": oldest.session_id})


def _order_summary(case: Case) -> Command:
    """A design comes with the order summary."""
    return possible(case.environment, Command(lab_endpoints.SESSION_ARTWORK, {"session_id": case.facts["session_id"]}))


def _stock(_: Case) -> Command:
    return Command(endpoints.STOCK_STATUS)


def _print_status(case: Case) -> Command:
    return Command(endpoints.PRINT_STATUS, {"order_id": case.facts["order_id"]})


def _payment(case: Case) -> Command:
    return Command(endpoints.PAYMENT_STATUS, {"payment_id": case.facts["payment_id"]})


def _links(case: Case) -> Command:
    return for_order(case.environment, Command(endpoints.DOWNLOAD_LINKS, {"order_id": case.facts["order_id"]}))


def _queue(_: Case) -> Command:
    return Command(lab_endpoints.ORDERS)


def _journal(_: Case) -> Command:
    return Command(lab_endpoints.JOURNAL)


def _refunds(_: Case) -> Command:
    return Command(lab_endpoints.LIST_REFUNDS)


def _deliveries(_: Case) -> Command:
    return Command(lab_endpoints.DELIVERIES)


def _webhooks(_: Case) -> Command:
    return Command(lab_endpoints.WEBHOOKS)


def _look_first(case: Case) -> Command:
    """What there is to choose from."""
    is_journal = case.route is not None and case.route.endpoint in (lab_endpoints.REMOVE_CALLS, lab_endpoints.TAG_CALLS)
    return Command(lab_endpoints.COUNT_CALLS if is_journal else lab_endpoints.DELIVERIES)


def _nothing(_: Case) -> None:
    """A command would go by the same name."""


def _snapshots(_: Case) -> Command:
    return Command(lab_endpoints.SNAPSHOTS)


def _faults(_: Case) -> Command:
    return Command(lab_endpoints.FAULTS)


def _presets(_: Case) -> Command:
    return Command(lab_endpoints.PRESETS)


def _clock(_: Case) -> Command:
    return Command(lab_endpoints.CLOCK)


def _events(_: Case) -> Command:
    """With the cursor to go on from."""
    return Command(lab_endpoints.EVENTS)


def _cursor(case: Case) -> Command | None:
    """Without one a list begins anew, but a wait would miss what has happened."""
    is_wait = case.route is not None and case.route.endpoint is lab_endpoints.WAIT
    return _events(case) if is_wait else corrected(case)


def _health(_: Case) -> Command:
    return Command(endpoints.HEALTH)


_REMEDIES: dict[Code, Remedy] = {
    Code.RATE_LIMITED: _later,
    Code.MACHINE_RATE_LIMITED: _later,
    Code.DATABASE_BUSY: _later,
    Code.MACHINE_TOO_MANY_SESSIONS: _end_a_session,
    Code.TOKEN_MISSING: _with_token,
    Code.TOKEN_WRONG: _with_token,
    Code.DESIGN_MISSING: _order_summary,
    Code.SOLD_OUT: _stock,
    Code.BLANK_GONE: _stock,
    Code.PAYMENT_FINAL: _payment,
    Code.PAYMENT_STATE: _payment,
    Code.ORDER_FINAL: _print_status,
    Code.LINK_UNSIGNED: _links,
    Code.LINK_FORGED: _links,
    Code.LINK_EXPIRED: _links,
    Code.JOB_STATE: _queue,
    Code.JOB_CLAIMED: _queue,
    Code.REFUND_WITHOUT_PAYMENT: _refunds,
    Code.REFUND_REPEATED: _refunds,
    Code.CALL_UNKNOWN: _journal,
    Code.DELIVERY_UNKNOWN: _deliveries,
    Code.WEBHOOK_UNKNOWN: _webhooks,
    Code.WEBHOOKS_TOO_MANY: _webhooks,
    Code.CONDITION_MISSING: _look_first,
    Code.HOST_FOREIGN: _nothing,
    Code.SNAPSHOT_TAKEN: _snapshots,
    Code.SNAPSHOTS_TOO_MANY: _snapshots,
    Code.SNAPSHOT_BUSY: _snapshots,
    Code.SNAPSHOT_UNKNOWN: _snapshots,
    Code.SNAPSHOT_VERSION: _snapshots,
    Code.SNAPSHOT_DAMAGED: _snapshots,
    Code.SNAPSHOT_UNWRITABLE: _snapshots,
    Code.PART_UNKNOWN: _snapshots,
    Code.PART_NOT_ASKED: _snapshots,
    Code.CURSOR_MALFORMED: _cursor,
    Code.ADVANCE_UNDER_WAY: _clock,
    Code.NOTHING_AHEAD: _clock,
    Code.WORLD_REPLACED: _events,
    Code.WAIT_TIMED_OUT: _events,
    Code.SERVER_ENDING: _later,
    Code.CERTIFICATE_MISSING: _health,
    Code.FAULT_UNREACHABLE: _faults,
    Code.FAULT_NEEDS_GATE: _faults,
    Code.FAULTS_TOO_MANY: _faults,
    Code.PRESET_UNKNOWN: _presets,
    Code.SERVER_ERROR: _health,
}
"""Every other refusal is one of a call that can be corrected."""
