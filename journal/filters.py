"""Which calls somebody means: the query of GET /lab/journal, read into conditions on rows."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contract.hints import Code
from contract.messages.journal import Repeater
from journal.errors import Unmeant
from kernel.moment import microseconds

MOST_CALLS = 1000
USUAL_CALLS = 100
EVERY = "all"
"""Says that every call is meant, where leaving out all conditions may be a slip."""
LOST = "lost"
"""In place of the status of a call that got no answer."""
LONGEST_SEARCH = 1000
"""Characters; SQLite searches for no more than some ten thousand."""
_LARGEST_ID = 2**63 - 1
_SEARCHED = ("path", "query", "request_body", "answer_body", "user_agent", "request_id", "explanation")


@dataclass(frozen=True, slots=True)
class Condition:
    sql: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Calls that meet all conditions, at most `limit`: the newest first, or behind the call `after` the oldest."""

    conditions: tuple[Condition, ...]
    limit: int = USUAL_CALLS
    after: int | None = None


def parse_filter(query: Mapping[str, str]) -> Filter:
    """Blank values are as good as none. Raises Unmeant for anything that can't be meant."""
    given = {name: value for name, value in query.items() if value}
    limit = _limit(given.pop("limit", str(USUAL_CALLS)))
    after = _number("after", given["after"]) if "after" in given else None
    return Filter(_conditions(given, (*CONDITIONS, "limit")), limit, after)


def parse_conditions(query: Mapping[str, str]) -> tuple[Condition, ...]:
    """For what concerns all calls that are found. Raises Unmeant for anything that can't be meant."""
    return _conditions({name: value for name, value in query.items() if value}, CONDITIONS)


def parse_change(query: Mapping[str, str]) -> tuple[Condition, ...]:
    """At least one condition, or EVERY and nothing else. Raises Unmeant for anything that can't be meant."""
    given = {name: value for name, value in query.items() if value}
    if given == {EVERY: "true"}:
        return ()
    conditions = _conditions(given, (*CONDITIONS, f"{EVERY}=true alone"))
    if not conditions:
        expected = f"{', '.join(CONDITIONS)}, or {EVERY}=true for every call"
        raise Unmeant(Code.CONDITION_MISSING, f"Name at least one of: {expected}", expected=expected)
    return conditions


def _conditions(given: Mapping[str, str], choice: Iterable[str]) -> tuple[Condition, ...]:
    for name, value in given.items():
        if name not in _CONDITIONS:
            raise _malformed(name, value, f"There is no filter {name[:50]!r} here. Choose from: {', '.join(choice)}")
    return tuple(_CONDITIONS[name](name, value) for name, value in given.items())


def _equal(column: str) -> Callable[[str, str], Condition]:
    return lambda _, value: Condition(f"{column} = ?", (value,))


def of_request(request_id: str) -> Condition:
    """The calls of that number; by the indexes of both tables, since it stands in one of them or in both."""
    found = "SELECT key FROM account WHERE request_id = ? UNION ALL SELECT key FROM wire WHERE request_id = ?"
    return Condition(f"request_id = ? AND key IN ({found})", (request_id,) * 3)


def _method(_: str, value: str) -> Condition:
    return Condition("method = ?", (value.upper(),))


def _status(name: str, value: str) -> Condition:
    if re.fullmatch("[1-5]xx", value, re.IGNORECASE):
        first = int(value[0]) * 100
        return Condition("status BETWEEN ? AND ?", (first, first + 99))
    if re.fullmatch("[1-5][0-9][0-9]", value):
        return Condition("status = ?", (int(value),))
    if value.lower() == LOST:
        return Condition("status IS NULL AND method IS NOT NULL", ())
    detail = f"status must be one of HTTP's, such as 404, a class of them, such as 4xx, or {LOST}"
    raise _malformed(name, value, detail)


def _code(_: str, value: str) -> Condition:
    return Condition("instr(codes, ?) > 0", (f" {value.upper()} ",))


def _tag(_: str, value: str) -> Condition:
    return Condition("instr(tags, ?) > 0", (marked(value),))


def marked(tag: str) -> str:
    """As it stands among the tags of a call."""
    return f" {tag} "


def _repeat(name: str, value: str) -> Condition:
    if value.lower() not in {"true", "false", *Repeater}:
        raise _malformed(name, value, f"repeat must be true, false, {' or '.join(Repeater)}")
    if value.lower() in set(Repeater):
        return Condition("repeat_by = ?", (value.lower(),))
    return Condition(f"repeat_of IS {'NOT ' if value.lower() == 'true' else ''}NULL", ())


def _refused(name: str, value: str) -> Condition:
    if value.lower() not in {"true", "false"}:
        raise _malformed(name, value, "refused must be true or false")
    return Condition("is_refused = ?", (value.lower() == "true",))


def _since(name: str, value: str) -> Condition:
    return Condition("at >= ?", (_moment(name, value),))


def _until(name: str, value: str) -> Condition:
    return Condition("at < ?", (_moment(name, value),))


def _text(name: str, value: str) -> Condition:
    if len(value) > LONGEST_SEARCH:
        raise _malformed(name, value, f"{name} has at most {LONGEST_SEARCH} characters")
    escaped = re.sub(r"([\\%_])", r"\\\1", value)
    found = " OR ".join(rf"{column} LIKE ? ESCAPE '\'" for column in _SEARCHED)
    return Condition(f"({found})", (f"%{escaped}%",) * len(_SEARCHED))


def _before(name: str, value: str) -> Condition:
    return Condition("id < ?", (_number(name, value),))


def _after(name: str, value: str) -> Condition:
    return Condition("id > ?", (_number(name, value),))


def _number(name: str, value: str) -> int:
    if not re.fullmatch("[0-9]{1,19}", value) or int(value) > _LARGEST_ID:
        detail = f"{name} must be the `next` of an earlier answer, or the id of a call, such as 1204"
        raise Unmeant(Code.CURSOR_MALFORMED, detail, field=name, received=value[:50])
    return int(value)


_CONDITIONS: dict[str, Callable[[str, str], Condition]] = {
    "machine": _equal("machine_id"),
    "session": _equal("session_id"),
    "order": _equal("order_id"),
    "transaction": _equal("transaction_id"),
    "request_id": lambda _, value: of_request(value),
    "route": _equal("route"),
    "actor": _equal("actor"),
    "method": _method,
    "status": _status,
    "code": _code,
    "tag": _tag,
    "refused": _refused,
    "fault": _equal("hit_fault"),
    "repeat": _repeat,
    "since": _since,
    "until": _until,
    "q": _text,
    "before": _before,
    "after": _after,
}
CONDITIONS = tuple(_CONDITIONS)
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


def _malformed(name: str, value: str, detail: str) -> Unmeant:
    return Unmeant(Code.QUERY_MALFORMED, detail, field=name[:50], received=value[:50], expected=None)
