"""What has happened, by the numbers of events."""

from collections.abc import Iterator
from datetime import datetime

import peewee

from backend.models.composed import composed
from backend.models.event import Event
from backend.models.sqlite.expressions import distinct, field_of
from contract.vocabulary import LabEvent, SessionStatus


def last_number() -> int:
    """Of the latest event; 0 before the first."""
    number: int = _last_number().fetchone()[0]
    return number


@composed
def _last_number() -> peewee.Query:
    return Event.select(peewee.fn.COALESCE(peewee.fn.MAX(Event.id), 0))


def beyond(number: int, limit: int) -> list[Event]:
    """The events after that number, the first one first."""
    return [Event.read(found) for found in _beyond(number, limit)]


@composed
def _beyond(number: int, limit: int) -> peewee.Query:
    return Event.select().where(Event.id > number).order_by(Event.id).limit(limit)


def each_beyond(number: int) -> Iterator[Event]:
    """All of them, one at a time."""
    return Event.select().where(Event.id > number).order_by(Event.id).iterator()


def latest(limit: int) -> list[Event]:
    """The newest first."""
    return list(Event.select().order_by(Event.id.desc()).limit(limit))


def about(session_id: str, order_id: str | None) -> list[Event]:
    """What happened to the session and its order."""
    is_about = Event.session_id == session_id
    if order_id is not None:
        is_about |= Event.order_id == order_id
    return list(Event.select().where(is_about).order_by(Event.id))


def expiries(after: int) -> list[Event]:
    """Sessions that ran out, after that number."""
    is_expiry = field_of(Event.data, "status") == SessionStatus.EXPIRED
    is_told = (Event.id > after) & (Event.kind == LabEvent.SESSION_CHANGED) & is_expiry
    return list(Event.select().where(is_told).order_by(Event.id))


def calls_about_shelf(model_id: str | None, equipment_id: str | None, limit: int) -> list[str]:
    """The last calls that have changed what is there of a model; without an equipment, what is reserved of it."""
    is_there = field_of(Event.data, "model_id") == model_id
    is_there &= ~distinct(field_of(Event.data, "equipment_id"), equipment_id)
    by_call = (Event.kind == LabEvent.STOCK_CHANGED) & Event.request_id.is_null(False)
    told = Event.select(Event.request_id).where(by_call & is_there).order_by(Event.id.desc()).limit(limit)
    return [event.request_id for event in told if event.request_id is not None]


def last_stock_change() -> datetime | None:
    """When stock was moved or promised last."""
    changed = Event.select(Event.at).where(Event.kind == LabEvent.STOCK_CHANGED).order_by(Event.id.desc()).first()
    return changed.at if changed else None
