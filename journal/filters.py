"""Which calls somebody means, as conditions on rows."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from contract.messages.journal import Repeater
from contract.messages.journal_query import LOST, CallConditions, FindCalls
from contract.surface import named
from kernel.moment import microseconds

_SEARCHED = ("path", "query", "request_body", "answer_body", "user_agent", "request_id", "explanation", "raw")


@dataclass(frozen=True, slots=True)
class Condition:
    sql: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Calls that meet all conditions, at most `limit`: the newest first, or behind the call `after` the oldest."""

    conditions: tuple[Condition, ...]
    limit: int
    after: int | None = None


def filter_of(wanted: FindCalls) -> Filter:
    return Filter(conditions_of(wanted), wanted.limit, wanted.after)


def conditions_of(wanted: CallConditions) -> tuple[Condition, ...]:
    """None at all for every call."""
    given = {name: getattr(wanted, name) for name in _CONDITIONS}
    return tuple(_CONDITIONS[name](value) for name, value in given.items() if value is not None)


def _equal(column: str) -> Callable[[Any], Condition]:
    return _compared(column, "=")


def _compared(column: str, sign: str) -> Callable[[Any], Condition]:
    return lambda value: Condition(f"{column} {sign} ?", (value,))


def _moment(sign: str) -> Callable[[Any], Condition]:
    return lambda value: Condition(f"at {sign} ?", (microseconds(value),))


def of_request(request_id: str) -> Condition:
    """The calls of that number; by the indexes of both tables, since it stands in one of them or in both."""
    found = "SELECT key FROM account WHERE request_id = ? UNION ALL SELECT key FROM wire WHERE request_id = ?"
    return Condition(f"request_id = ? AND key IN ({found})", (request_id,) * 3)


def _route(value: str) -> Condition:
    """A path may be called by several methods, a name is one call."""
    if "/" in value:
        return Condition("route = ?", (value,))
    [endpoint] = named(value)
    return Condition("(route = ? AND method = ?)", (endpoint.path, endpoint.method))


def _method(value: str) -> Condition:
    return Condition("method = ?", (value.upper(),))


def _status(value: str) -> Condition:
    if value == LOST:
        return Condition("status IS NULL AND method IS NOT NULL", ())
    if value.isdecimal():
        return Condition("status = ?", (int(value),))
    first = int(value[0]) * 100
    return Condition("status BETWEEN ? AND ?", (first, first + 99))


def _code(value: str) -> Condition:
    return Condition("instr(codes, ?) > 0", (f" {value.upper()} ",))


def _tag(value: str) -> Condition:
    return Condition("instr(tags, ?) > 0", (marked(value),))


def marked(tag: str) -> str:
    """As it stands among the tags of a call."""
    return f" {tag} "


def _repeat(value: bool | Repeater) -> Condition:
    if isinstance(value, Repeater):
        return Condition("repeat_by = ?", (value,))
    return Condition(f"repeat_of IS {'NOT ' if value else ''}NULL", ())


def _text(value: str) -> Condition:
    escaped = re.sub(r"([\\%_])", r"\\\1", value)
    found = " OR ".join(rf"{column} LIKE ? ESCAPE '\'" for column in _SEARCHED)
    return Condition(f"({found})", (f"%{escaped}%",) * len(_SEARCHED))


_CONDITIONS: dict[str, Callable[[Any], Condition]] = {
    "machine": _equal("machine_id"),
    "session": _equal("session_id"),
    "order": _equal("order_id"),
    "transaction": _equal("transaction_id"),
    "request_id": of_request,
    "route": _route,
    "actor": _equal("actor"),
    "method": _method,
    "status": _status,
    "code": _code,
    "tag": _tag,
    "refused": _equal("is_refused"),
    "fault": _equal("hit_fault"),
    "sent": _equal("sent"),
    "repeat": _repeat,
    "since": _moment(">="),
    "until": _moment("<"),
    "q": _text,
    "before": _compared("id", "<"),
    "after": _compared("id", ">"),
}
"""By the names of `CallConditions`."""
