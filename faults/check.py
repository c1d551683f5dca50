"""Faults that could never hit anything, or that contradict themselves or each other: told before they are set."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from contract.endpoint import Endpoint
from contract.hints import Code
from contract.kinds import kind_of
from contract.messages.faults import Effect, EffectKind, Match, NamedFault, SetFault, When
from contract.vocabulary import OrderStatus, SessionStatus
from faults.match import covers
from faults.routes import KNOWN, endpoints_of, nearest

_MACHINE = re.compile(r"[A-Za-z0-9_-]{1,50}")
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+( *;[ -~]*)?")
_METHODS = tuple(sorted({endpoint.method for endpoint in KNOWN}))
_SESSION_STATES = tuple(status.value for status in SessionStatus)
_ORDER_STATES = tuple(status.value for status in OrderStatus)
_BELONGING = {
    EffectKind.STATUS: "status",
    EffectKind.DELAY: "seconds",
    EffectKind.NO_ANSWER: "seconds",
    EffectKind.TRUNCATED_BODY: "bytes",
    EffectKind.LATE_ANSWER: "seconds",
    EffectKind.WRONG_CONTENT_TYPE: "content_type",
    EffectKind.EXTRA_FIELDS: "fields",
}
"""The one field beside `kind` that an effect may have."""


@dataclass(frozen=True, slots=True)
class FieldTrouble:
    """One field that can't be used, and what can."""

    code: Code
    field: str
    message: str
    received: Any
    expected: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The fault `later` could never hit anything, since `earlier` hits all that it matches."""

    earlier: str
    later: str


def check(fault: SetFault) -> list[FieldTrouble]:
    """What is wrong with a fault by itself; nothing for one that can hit something."""
    return [*_check_match(fault.match), *check_effect(fault.effect), *check_when(fault.when)]


def contradiction(faults: Sequence[NamedFault]) -> Contradiction | None:
    """The first of faults, in the order in which they are asked, that others leave nothing to hit."""
    always: list[NamedFault] = []
    for later in faults:
        for earlier in always:
            if covers(earlier.match, later.match):
                return Contradiction(earlier.id, later.id)
        if later.when == When():
            always.append(later)
    return None


def _check_match(match: Match) -> Iterator[FieldTrouble]:
    endpoints = None if match.route is None else endpoints_of(match.route)
    if match.route is not None and not endpoints:
        yield _unknown_route(match.route)
        return
    yield from _check_method(match, endpoints)
    yield from check_machine(match)
    if match.state is not None:
        yield from _check_state(match.state, match.route, endpoints)


def check_machine(match: Match) -> Iterator[FieldTrouble]:
    if match.machine is not None and not _MACHINE.fullmatch(match.machine):
        message = "A machine's or an equipment's id has 1 to 50 letters, digits, _ or -"
        yield FieldTrouble(Code.MACHINE_ID_MALFORMED, "match.machine", message, match.machine, "VM_OXFORD_ST_01")


def _unknown_route(route: str) -> FieldTrouble:
    if not kind_of(route).is_open_to_faults:
        message = f"Faults never hit {route}: it is the lab's own. Name a documented call"
        return FieldTrouble(Code.FAULT_IMPOSSIBLE, "match.route", message, route, "a documented call")
    suggestion = nearest(route)
    message = f"No documented call has this path or name; the nearest is {suggestion}"
    return FieldTrouble(Code.FAULT_IMPOSSIBLE, "match.route", message, route, suggestion)


def _check_method(match: Match, endpoints: Sequence[Endpoint] | None) -> Iterator[FieldTrouble]:
    if match.method is None:
        return
    allowed = _METHODS if endpoints is None else tuple(sorted({one.method for one in endpoints}))
    if match.method.upper() not in allowed:
        where = f"{match.route} has" if match.route else "The documented calls have"
        message = f"{where} no {match.method}, but {', '.join(allowed)}"
        yield FieldTrouble(Code.FAULT_IMPOSSIBLE, "match.method", message, match.method, ", ".join(allowed))


def _check_state(state: str, route: str | None, endpoints: Sequence[Endpoint] | None) -> Iterator[FieldTrouble]:
    states = _states(endpoints)
    if not states:
        message = f"{route} is about neither a session nor an order, so it meets no state"
        yield FieldTrouble(Code.FAULT_IMPOSSIBLE, "match.state", message, state, "no state")
    elif state not in states:
        message = f"Nothing that {route or 'a call'} is about is ever {state!r}. Choose from: {', '.join(states)}"
        yield FieldTrouble(Code.FAULT_IMPOSSIBLE, "match.state", message, state, ", ".join(states))


def _states(endpoints: Sequence[Endpoint] | None) -> tuple[str, ...]:
    """Of what the calls are about."""
    if endpoints is None or any(_names(one, "session_id") for one in endpoints):
        of_orders = _ORDER_STATES if endpoints is None else ()
        return tuple(dict.fromkeys((*_SESSION_STATES, *of_orders)))
    return _ORDER_STATES if any(_names(one, "order_id") for one in endpoints) else ()


def _names(endpoint: Endpoint, field: str) -> bool:
    return f"{{{field}}}" in endpoint.path or any(field in request.model_fields for request in endpoint.requests)


def check_effect(effect: Effect) -> Iterator[FieldTrouble]:
    own = _BELONGING.get(effect.kind)
    for field in sorted(effect.model_fields_set - {"kind", own}):
        if (value := getattr(effect, field)) is not None:
            usable = own or "nothing beside its kind"
            message = f"{effect.kind} takes {usable}, and no {field}"
            yield FieldTrouble(Code.FAULT_IMPOSSIBLE, f"effect.{field}", message, value, usable)
    if effect.kind is EffectKind.STATUS:
        yield from _check_status(effect.status)
    if effect.content_type is not None and not _MEDIA_TYPE.fullmatch(effect.content_type):
        message = "Must be a media type, such as text/html; charset=utf-8"
        yield FieldTrouble(Code.FIELD_TEXT, "effect.content_type", message, effect.content_type, "text/html")
    if effect.fields == {}:
        message = "Name at least one field that answers are to have besides"
        yield FieldTrouble(Code.FIELD_EMPTY, "effect.fields", message, {}, "1")


def _check_status(status: int | None) -> Iterator[FieldTrouble]:
    if status is None:
        yield FieldTrouble(Code.FIELD_MISSING, "effect.status", "Say which status, such as 503", None, "503")
    elif status not in set(HTTPStatus):
        yield FieldTrouble(Code.FIELD_RANGE, "effect.status", "HTTP has no such status", status, "503")


def check_when(when: When) -> Iterator[FieldTrouble]:
    if when.every is not None and when.probability is not None:
        message = "`every` and `probability` both choose calls. Leave one of them out"
        chosen = f"every {when.every} alone"
        yield FieldTrouble(Code.FAULT_IMPOSSIBLE, "when.probability", message, when.probability, chosen)
    window = when.window
    if window is not None and window.end is not None and window.end <= window.start:
        message = f"The window ends before it begins, at {window.start:g} s"
        yield FieldTrouble(Code.FAULT_IMPOSSIBLE, "when.window.end", message, window.end, f"more than {window.start:g}")
