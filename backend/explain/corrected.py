"""The call that a client meant, with only the wrong things corrected, as far as the present state allows it."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any
from urllib.parse import parse_qsl

from pydantic import ValidationError

from backend.base.refusals import Rejected
from backend.explain.arrived import arrived
from backend.explain.checks import check_of, example_for
from backend.explain.command import Command, written
from backend.explain.orders import ORDER_CALLS
from backend.explain.repair import repaired
from backend.explain.routes import Route
from backend.explain.sessions import for_session
from backend.http.bodies import json_object
from backend.rules import session_id_repair
from backend.world.environment import Environment
from contract import endpoints, lab_endpoints
from contract.endpoint import Endpoint
from contract.hints import Code
from contract.masking import mask_document
from contract.messages.base import JsonObject
from contract.messages.query import Query
from contract.session_id import parse
from journal.call import Call

LONGEST_BODY = 4000
"""Characters of JSON in a command; a longer body gives way to the guides' example."""

_MEANINGLESS_WITHOUT_QUERY = (endpoints.BATCH_DOWNLOAD, lab_endpoints.TAG_CALLS)


@dataclass(frozen=True, slots=True)
class Case:
    """A refused call. `route` is None where nothing of ours is meant, such as a page."""

    environment: Environment
    call: Call
    route: Route | None

    @property
    def facts(self) -> dict[str, Any]:
        return self.call.findings[0].facts


def corrected(case: Case) -> Command | None:
    """The call itself when it can be corrected, otherwise the call that leads on."""
    if case.route is None:
        return None
    endpoint, ids = case.route.endpoint, _ids(case.route)
    body = _body(case, endpoint, ids) if endpoint.requests else None
    return possible(case.environment, Command(endpoint, ids, body, _query(case, endpoint)))


def possible(environment: Environment, wanted: Command) -> Command:
    """The call, or the one that its state asks for instead."""
    if "session_id" in wanted.ids and wanted.endpoint.name != endpoints.CHECK_SESSION_ID.name:
        return for_session(environment, wanted)
    check = ORDER_CALLS.get(wanted.endpoint.name)
    return wanted if check is None else check(environment, wanted)


def _query(case: Case, endpoint: Endpoint) -> tuple[tuple[str, str], ...]:
    """As it came where the call means nothing without it; its names corrected where one of them was refused."""
    came = tuple(parse_qsl(case.call.query))
    if case.call.findings[0].code is Code.QUERY_UNKNOWN:
        return _renamed(endpoint.query, came)
    return came if endpoint in _MEANINGLESS_WITHOUT_QUERY else ()


def _renamed(model: type[Query] | None, came: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Each value under the name that is meant; what is meant by none, or can't be used there, is left out."""
    found: dict[str, str] = {}
    if model is None:
        return ()
    for name, value in came:
        for meant in get_close_matches(name, model.model_fields, n=1):
            if _is_valid(model, found | {meant: value}):
                found[meant] = value
    return tuple(found.items())


def _is_valid(model: type[Query], query: dict[str, str]) -> bool:
    try:
        model.model_validate(query)
    except ValidationError:
        return False
    return True


def _ids(route: Route) -> dict[str, str]:
    return {name: _meant(value) if name == "session_id" else value for name, value in route.ids.items()}


def _meant(session_id: str) -> str:
    """A session id as it should have been written, where that can be told."""
    return session_id if parse(session_id) else session_id_repair.repaired(session_id) or session_id


def _body(case: Case, endpoint: Endpoint, ids: dict[str, str]) -> JsonObject:
    came = arrived(case.call)
    refused = {str(finding.facts.get("field", "")).partition(".")[0] for finding in case.call.findings}
    example = example_for(case.environment, endpoint, came or {}, refused)
    body = repaired(came if came is not None else example, example, check_of(case.environment, endpoint, example))
    own = {name: value for name, value in ids.items() if name in body}
    body = dict(mask_document(body)) | own
    return body if _is_fit(body) else dict(mask_document(example)) | own


def _is_fit(body: JsonObject) -> bool:
    text = written(body)
    try:
        json_object(text.encode())
    except Rejected:
        return False
    return len(text) <= LONGEST_BODY
