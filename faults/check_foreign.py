"""The same for a fault before a server that isn't ours: it may have any paths, and nobody knows its states."""

import json
import re
from collections.abc import Iterator

from contract.hints import Code
from contract.messages.faults import Effect, Match, SetFault
from faults.check import FieldTrouble, check, check_effect, check_machine, check_when
from faults.patterns import WANTED, is_pattern
from faults.routes import endpoints_of, nearest

MOST_FIELDS = 4096
LARGEST_NUMBER = "1.7e308"
_METHOD = re.compile(r"[A-Za-z]+")


def check_foreign(fault: SetFault) -> list[FieldTrouble]:
    """What is wrong with a fault by itself; nothing for one that can hit something."""
    stateless = fault.model_copy(update={"match": fault.match.model_copy(update={"state": None})})
    is_documented = fault.match.route is not None and endpoints_of(fault.match.route)
    rest = check(stateless) if is_documented else _check_other(fault)
    return [*_check_state(fault.match), *rest, *_check_fields(fault.effect)]


def _check_state(match: Match) -> Iterator[FieldTrouble]:
    if match.state is not None:
        message = "Only our own backend knows states; leave this out before a foreign server"
        yield FieldTrouble(Code.FAULT_IMPOSSIBLE, "match.state", message, match.state, "no state")


def _check_fields(effect: Effect) -> Iterator[FieldTrouble]:
    """They come into every object of every answer that is hit."""
    try:
        written = json.dumps(effect.fields or {}, allow_nan=False)
    except ValueError:  # 1e999 is valid JSON, and infinite
        message = f"Must hold no number beyond {LARGEST_NUMBER}"
        yield FieldTrouble(Code.FIELD_RANGE, "effect.fields", message, None, LARGEST_NUMBER)
        return
    if len(written) > MOST_FIELDS:
        message = f"Must be at most {MOST_FIELDS} bytes of JSON"
        yield FieldTrouble(Code.FIELD_TOO_LARGE, "effect.fields", message, None, str(MOST_FIELDS))


def _check_other(fault: SetFault) -> Iterator[FieldTrouble]:
    match = fault.match
    if match.route is not None and not is_pattern(match.route):
        yield _unusable_route(match.route)
    if match.method is not None and not _METHOD.fullmatch(match.method):
        yield FieldTrouble(Code.FAULT_IMPOSSIBLE, "match.method", "No method is called that", match.method, "POST")
    yield from check_machine(match)
    yield from check_effect(fault.effect)
    yield from check_when(fault.when)


def _unusable_route(route: str) -> FieldTrouble:
    if route.startswith("/"):
        message = f"This is no path; give {WANTED}: {{name}} is one step, * anything within one, ** any number of them"
        return FieldTrouble(Code.FAULT_IMPOSSIBLE, "match.route", message, route, "/orders/{order_id}/pay")
    suggestion = nearest(route)
    message = f"No documented call has this path or name; the nearest is {suggestion}. Or give {WANTED}"
    return FieldTrouble(Code.FAULT_IMPOSSIBLE, "match.route", message, route, suggestion)
