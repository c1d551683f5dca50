"""Which calls somebody means: the query of GET /lab/journal and of its neighbours."""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from contract.hints import Code
from contract.messages.base import problem
from contract.messages.journal import Repeater, Sent
from contract.messages.query import Cursor, Flag, Moment, Query

MOST_CALLS = 1000
USUAL_CALLS = 100
LOST = "lost"
"""In place of the status of a call that got no answer."""
LONGEST_SEARCH = 1000
"""Characters; SQLite searches for no more than some ten thousand."""


def _status(value: str) -> str:
    if not re.fullmatch(f"[1-5](xx|[0-9][0-9])|{LOST}", value.lower()):
        message = f"must be one of HTTP's, such as 404, a class of them, such as 4xx, or {LOST}"
        raise problem(Code.QUERY_MALFORMED, message)
    return value.lower()


def _repeat(value: object) -> object:
    if not isinstance(value, str):
        return value
    words: dict[str, object] = {"true": True, "false": False} | {word.value: word for word in Repeater}
    if value.lower() not in words:
        raise problem(Code.QUERY_MALFORMED, f"must be true, false, {' or '.join(Repeater)}")
    return words[value.lower()]


def _text(value: str) -> str:
    if len(value) > LONGEST_SEARCH:
        raise problem(Code.QUERY_MALFORMED, f"has at most {LONGEST_SEARCH} characters")
    return value


Status = Annotated[str, AfterValidator(_status)]
Repeated = Annotated[
    bool | Repeater,
    BeforeValidator(_repeat),
    WithJsonSchema({"type": "string", "enum": ["", "true", "false", *Repeater]}),
]


class CallConditions(Query):
    """All have to hold. Blank values are as good as none, as a form sends those that nobody filled in."""

    machine: str | None = None
    """Machine id"""
    session: str | None = None
    """Session id"""
    order: str | None = None
    """Order id"""
    transaction: str | None = None
    """Transaction, third or payment id"""
    request_id: str | None = None
    """Number of a call, as in Lab-Hint"""
    route: str | None = None
    """The documented path with its braces, or the name of the call in the OpenAPI document"""
    actor: str | None = None
    """kiosk, station, shopper, demo, rehearsal, or client with its address"""
    method: str | None = None
    """HTTP method"""
    status: Status | None = None
    """One of HTTP's, such as 404, a class of them, such as 4xx, or lost"""
    code: str | None = None
    """Code of a hint, such as SESSION_EXPIRED"""
    tag: str | None = None
    """Calls that bear this tag"""
    fault: str | None = None
    """Calls that this fault hit"""
    sent: Sent | None = None
    """How much of the answer the client got"""
    repeat: Repeated | None = None
    """Calls that were sent once more by the client's library, or by the network"""
    refused: Flag | None = None
    """Refused calls, or the others"""
    since: Moment | None = None
    """The lab's time, this or later"""
    until: Moment | None = None
    """The lab's time, earlier"""
    q: Annotated[str, AfterValidator(_text)] | None = None
    """Text in path, query, bodies, user agent, number or explanation, or in bytes that are no request"""
    before: Cursor | None = None
    """`next` of an earlier answer: older calls"""
    after: Cursor | None = None
    """Newer calls than this id, the oldest first: to follow what happens"""

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, values: Any) -> Any:
        return {name: value for name, value in values.items() if value != ""} if isinstance(values, dict) else values


class FindCalls(CallConditions):
    """The newest first, or behind the call `after` the oldest."""

    limit: int = Field(default=USUAL_CALLS, ge=1, le=MOST_CALLS)
    """How many at most"""


class ChangeCalls(CallConditions):
    """At least one condition, or `all` and nothing else: leaving out all conditions may be a slip."""

    all: Literal["true"] | None = None
    """Every call, without conditions"""

    @model_validator(mode="after")
    def _is_meant(self) -> Self:
        given = {name for name in type(self).model_fields if getattr(self, name) is not None}
        if not given:
            expected = f"{', '.join(CallConditions.model_fields)}, or all=true for every call"
            raise problem(Code.CONDITION_MISSING, f"Name at least one of: {expected}", expected)
        if "all" in given and len(given) > 1:
            raise problem(Code.QUERY_MALFORMED, "stands alone, or is left out", field="all", received="true")
        return self
