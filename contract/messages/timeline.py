"""One session from its creation on, as everybody saw it: /lab/sessions."""

from enum import StrEnum

from pydantic import Field

from contract.messages.base import Answer, JsonObject, Timestamp
from contract.messages.journal import PreciseTimestamp
from contract.messages.query import Query
from contract.vocabulary import SessionStatus, UserProgress

USUAL_SESSIONS = 50
MOST_SESSIONS = 200


class FindSessions(Query):
    """Query of `GET /lab/sessions`."""

    machine_id: str | None = None
    """Machine id"""
    limit: int = Field(default=USUAL_SESSIONS, ge=1, le=MOST_SESSIONS)
    """How many at most"""


class LabSession(Answer):
    session_id: str
    machine_id: str
    status: SessionStatus
    user_progress: UserProgress
    order_id: str | None
    created_at: Timestamp
    expires_at: Timestamp


class LabSessions(Answer):
    """Answer of `GET /lab/sessions`, the newest first."""

    sessions: list[LabSession]


class EntryKind(StrEnum):
    CALL = "call"
    EVENT = "event"
    WEBHOOK = "webhook"
    BREAK = "break"


class Entry(Answer):
    """One thing in the life of a session. `title` is a call's method and route, an event's or a break's kind."""

    at: PreciseTimestamp
    kind: EntryKind
    title: str
    status: int | None = None
    request_id: str | None = None
    message_id: str | None = None
    fault: str | None = None
    actor: str | None = None
    is_refused: bool = False
    data: JsonObject = Field(default_factory=dict)


class Timeline(Answer):
    """Answer of `GET /lab/sessions/{session_id}/timeline`, the first one first."""

    session: LabSession
    entries: list[Entry]
