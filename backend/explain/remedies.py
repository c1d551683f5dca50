"""What to do about a refusal, by the name in its row of assets/hints.toml: most calls are corrected."""

from collections.abc import Callable
from dataclasses import replace

from backend.base.reasons import reasons
from backend.explain.command import Command
from backend.explain.corrected import Case, corrected, possible
from backend.models.queries.sessions import oldest_unpaid
from contract import endpoints, lab_endpoints
from contract.endpoint import Endpoint
from wording.sentences import names_in

Remedy = Callable[[Case], Command | None]
"""None where no call can help."""


def command_for(case: Case) -> Command | None:
    """The call that helps. Call it inside the store's `reading`."""
    name = reasons()[case.call.findings[0].code].remedy
    remedy = REMEDIES.get(name)
    return _asked(case, ENDPOINTS[name]) if remedy is None else remedy(case)


def _asked(case: Case, endpoint: Endpoint) -> Command:
    """A call that shows how things are. The facts have the ids of its path."""
    ids = {name: str(case.facts[name]) for name in names_in(endpoint.path)}
    return possible(case.environment, Command(endpoint, ids))


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
    oldest = oldest_unpaid(case.facts["machine_id"])
    if oldest is None:
        return corrected(case)
    return Command(endpoints.CANCEL_SESSION, {"session_id": oldest.session_id})


def _count_first(case: Case) -> Command:
    """What there is to choose from."""
    return Command(lab_endpoints.COUNT_CALLS if _changes_calls(case) else lab_endpoints.DELIVERIES)


def _query(case: Case) -> Command | None:
    """Of a condition that can't be meant nobody knows what should have been removed."""
    return _count_first(case) if _changes_calls(case) else corrected(case)


def _changes_calls(case: Case) -> bool:
    return case.route is not None and case.route.endpoint in (lab_endpoints.REMOVE_CALLS, lab_endpoints.TAG_CALLS)


def _cursor(case: Case) -> Command | None:
    """Without one a list begins anew, but a wait would miss what has happened."""
    is_wait = case.route is not None and case.route.endpoint is lab_endpoints.WAIT
    return Command(lab_endpoints.EVENTS) if is_wait else corrected(case)


def _list_of_ids(case: Case) -> Command | None:
    """Where the id that is missing can be read; of equipment and payments there are some that always work."""
    listing = _LISTS.get(case.facts["field"])
    return corrected(case) if listing is None else Command(listing)


def _none(_: Case) -> None:
    """The call was served, or every command would be refused likewise."""


_LISTS: dict[str, Endpoint] = {
    "session_id": lab_endpoints.SESSIONS,
    "order_id": lab_endpoints.ORDERS,
    "request_id": lab_endpoints.JOURNAL,
    "fault_id": lab_endpoints.FAULTS,
    "preset_id": lab_endpoints.PRESETS,
    "snapshot_id": lab_endpoints.SNAPSHOTS,
    "part_id": lab_endpoints.SNAPSHOTS,
    "webhook_id": lab_endpoints.WEBHOOKS,
    "message_id": lab_endpoints.DELIVERIES,
}

REMEDIES: dict[str, Remedy] = {
    "corrected": corrected,
    "later": _later,
    "with_token": _with_token,
    "end_a_session": _end_a_session,
    "count_first": _count_first,
    "query": _query,
    "cursor": _cursor,
    "list_of_ids": _list_of_ids,
    "none": _none,
}
ENDPOINTS: dict[str, Endpoint] = {one.name: one for one in (*endpoints.ALL, *lab_endpoints.ALL) if one.method == "GET"}
"""The calls that can be a remedy as they are: they change nothing."""
