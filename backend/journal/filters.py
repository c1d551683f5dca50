"""Which calls somebody wants to see: the query of GET /lab/journal, read into conditions on rows."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend.journal.file import microseconds
from backend.services.refusals import Rejected
from contract.hints import Code

MOST_CALLS = 1000
USUAL_CALLS = 100
_LARGEST_ID = 2**63 - 1
_SEARCHED = ("path", "query", "request_body", "answer_body", "user_agent", "request_id", "explanation")


@dataclass(frozen=True, slots=True)
class Condition:
    sql: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Calls that meet all conditions, the newest first, at most `limit`."""

    conditions: tuple[Condition, ...]
    limit: int = USUAL_CALLS


def parse_filter(query: Mapping[str, str]) -> Filter:
    """Blank values are as good as none. Raises Rejected for anything that can't be meant."""
    given = {name: value for name, value in query.items() if value}
    limit = _limit(given.pop("limit", str(USUAL_CALLS)))
    return Filter(tuple(_condition(name, value) for name, value in given.items()), limit)


def _condition(name: str, value: str) -> Condition:
    if name not in _CONDITIONS:
        raise _malformed(name, value, f"There is no filter {name[:50]!r}. Choose from: {', '.join(FILTERS)}")
    return _CONDITIONS[name](name, value)


def _equal(column: str) -> Callable[[str, str], Condition]:
    return lambda _, value: Condition(f"{column} = ?", (value,))


def _method(_: str, value: str) -> Condition:
    return Condition("method = ?", (value.upper(),))


def _status(name: str, value: str) -> Condition:
    if re.fullmatch("[1-5]xx", value, re.IGNORECASE):
        first = int(value[0]) * 100
        return Condition("status BETWEEN ? AND ?", (first, first + 99))
    if re.fullmatch("[1-5][0-9][0-9]", value):
        return Condition("status = ?", (int(value),))
    raise _malformed(name, value, "status must be one of HTTP's, such as 404, or a class of them, such as 4xx")


def _code(_: str, value: str) -> Condition:
    return Condition("instr(codes, ?) > 0", (f" {value.upper()} ",))


def _refused(name: str, value: str) -> Condition:
    if value.lower() not in {"true", "false"}:
        raise _malformed(name, value, "refused must be true or false")
    return Condition("is_refused = ?", (value.lower() == "true",))


def _since(name: str, value: str) -> Condition:
    return Condition("at >= ?", (_moment(name, value),))


def _until(name: str, value: str) -> Condition:
    return Condition("at < ?", (_moment(name, value),))


def _text(_: str, value: str) -> Condition:
    escaped = re.sub(r"([\\%_])", r"\\\1", value)
    found = " OR ".join(rf"{column} LIKE ? ESCAPE '\'" for column in _SEARCHED)
    return Condition(f"({found})", (f"%{escaped}%",) * len(_SEARCHED))


def _before(_: str, value: str) -> Condition:
    if not re.fullmatch("[0-9]{1,19}", value) or int(value) > _LARGEST_ID:
        detail = "before must be the `next` of an earlier answer, such as 1204"
        raise Rejected(Code.CURSOR_MALFORMED, detail, field="before", received=value[:50])
    return Condition("id < ?", (int(value),))


_CONDITIONS: dict[str, Callable[[str, str], Condition]] = {
    "machine": _equal("machine_id"),
    "session": _equal("session_id"),
    "order": _equal("order_id"),
    "transaction": _equal("transaction_id"),
    "request_id": _equal("request_id"),
    "route": _equal("route"),
    "actor": _equal("actor"),
    "method": _method,
    "status": _status,
    "code": _code,
    "refused": _refused,
    "since": _since,
    "until": _until,
    "q": _text,
    "before": _before,
}
FILTERS = (*_CONDITIONS, "limit")
"""The names that a query may use."""


def _limit(value: str) -> int:
    if not re.fullmatch("[0-9]{1,4}", value) or not 1 <= int(value) <= MOST_CALLS:
        raise _malformed("limit", value, f"limit must be a whole number from 1 to {MOST_CALLS}")
    return int(value)


def _moment(name: str, value: str) -> int:
    """A `+` in a query that isn't encoded arrives as a space."""
    try:
        found = datetime.fromisoformat(value.replace(" ", "+"))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise _malformed(name, value, f"{name} must be a time with its zone (RFC 3339), such as 2025-08-04T14:30:22Z")
    return microseconds(found)


def _malformed(name: str, value: str, detail: str) -> Rejected:
    return Rejected(Code.QUERY_MALFORMED, detail, field=name[:50], received=value[:50])
