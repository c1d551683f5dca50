"""The journal under /lab/journal: every call, with what the backend made of it."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, PlainSerializer

from contract.messages.base import Answer, LabRequest, Text
from contract.messages.explanation import Explanation
from contract.messages.faults import EffectKind


def _precisely(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


PreciseTimestamp = Annotated[datetime, PlainSerializer(_precisely, return_type=str)]
"""RFC 3339 with milliseconds: calls come closer together than a second."""


class Sent(StrEnum):
    """How much of an answer its client was sent."""

    WHOLE = "whole"
    PART = "part"
    NOTHING = "nothing"


class Header(Answer):
    """A line of a head, as it was written; secrets are masked."""

    name: str
    value: str


class Connection(Answer):
    """Which connection a call came on, and as which call of it: the first is 1, any other came on a used one."""

    id: str
    call: int


class Content(Answer):
    """A request or an answer. `body` is None for a stream and for what isn't text, `size` (bytes) for a stream alone.

    Secrets and personal data are masked. `charset` is the one that the bytes turned out to be in, None when unknown.
    `version` is HTTP's, as it was written. `head_size` is in bytes, with the first line and the empty one. Both are
    None where nobody stood before the server to see them.
    """

    content_type: str
    body: str | None
    size: int | None
    charset: str | None
    is_cut_off: bool
    version: str | None = None
    headers: list[Header] = Field(default_factory=list)
    head_size: int | None = None


class Repeater(StrEnum):
    """Who sent a call once more."""

    LIBRARY = "library"
    """The client's HTTP library, within 100 ms of a lost answer; its program doesn't know (Java does so)."""
    NETWORK = "network"
    """A fault of ours that delivers twice."""


class Repeat(Answer):
    """This call is the same as `request_id`, and not the program's own."""

    request_id: str
    by: Repeater


class Hit(Answer):
    """A fault of the lab's hit this call: what the journal shows as answered isn't what the client saw."""

    fault: str
    effect: EffectKind


class RecordedCall(Answer):
    """One call; `at` is the lab's time and `real_time` the computer's, both when the answer was ready.

    `target` is what was asked for as it was written, before the query. `announced` is
    the length (bytes) that the head gives the request's body, None where it gives none; `received` is how much of that
    body came, with the lines between chunks. `sent` is how much of the answer the client got, whatever the status says.
    `undone` says why the fault in `hit` was not carried out. What can't be read as a request has an empty method and
    path, and its first 500 bytes in `raw`, with escapes such as \\x16 for what isn't ASCII.

    `actor` is one of our own programs, or "client" with its address. `codes` are those of the refusal or of the
    remarks, and `explanation` is that of the first. When calls came faster than they could be written down, an entry
    without method, path and status says in `dropped` how many are missing in this place. `status` is also None when a
    fault saw to it that nothing was answered.
    """

    id: int
    request_id: str | None
    at: PreciseTimestamp
    real_time: PreciseTimestamp
    duration_ms: float | None
    method: str | None
    path: str | None
    query: str | None
    route: str | None
    status: int | None
    is_refused: bool
    actor: str | None
    user_agent: str | None
    session_id: str | None
    order_id: str | None
    machine_id: str | None
    transaction_id: str | None
    request: Content | None
    answer: Content | None
    codes: list[str]
    explanation: Explanation | None
    hit: Hit | None = None
    repeat: Repeat | None = None
    tags: list[str] = Field(default_factory=list)
    dropped: int = 0
    target: str | None = None
    announced: int | None = None
    received: int | None = None
    sent: Sent | None = None
    undone: str | None = None
    connection: Connection | None = None
    raw: str | None = None


class RecordedCalls(Answer):
    """Answer of `GET /lab/journal`, the newest first. Ask for older ones with `before=next`; None is the end.

    With `after` the oldest comes first, and `next` is what to ask `after` then: so one follows what happens.
    """

    calls: list[RecordedCall]
    next: str | None


class CountedCalls(Answer):
    """Answer of `GET /lab/journal-count`: how many calls a query finds, by status (`lost` without one) and by route."""

    count: int
    by_status: dict[str, int]
    by_route: dict[str, int]


class TagCalls(LabRequest):
    """Body of `POST /lab/journal-tags`: marks every call that the query finds; it needs a condition, or `all=true`."""

    tag: Text = Field(pattern=r"^[A-Za-z0-9_.-]{1,50}$")


class ChangedCalls(Answer):
    """How many calls were tagged or removed."""

    count: int
