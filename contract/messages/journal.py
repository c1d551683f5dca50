"""The journal under /lab/journal: every call, with what the backend made of it."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import PlainSerializer

from contract.messages.base import Answer
from contract.messages.explanation import Explanation


def _precisely(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


PreciseTimestamp = Annotated[datetime, PlainSerializer(_precisely, return_type=str)]
"""RFC 3339 with milliseconds: calls come closer together than a second."""


class Content(Answer):
    """A request or an answer. `body` is None for a stream and for what isn't text, `size` (bytes) for a stream alone.

    Secrets and personal data are masked. `charset` is the one that the bytes turned out to be in, None when unknown.
    """

    content_type: str
    body: str | None
    size: int | None
    charset: str | None
    is_cut_off: bool


class RecordedCall(Answer):
    """One call; `at` is the lab's time and `real_time` the computer's, both when the answer was ready.

    `actor` is one of our own programs, or "client" with its address. `codes` are those of the refusal or of the
    remarks, and `explanation` is that of the first. When calls came faster than they could be written down, an entry
    without method, path and status says in `dropped` how many are missing in this place.
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
    dropped: int = 0


class RecordedCalls(Answer):
    """Answer of `GET /lab/journal`, the newest first. Ask for older ones with `before=next`; None is the end."""

    calls: list[RecordedCall]
    next: str | None
