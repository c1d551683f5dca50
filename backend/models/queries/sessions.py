"""Sessions by machine and time."""

from datetime import datetime
from typing import NamedTuple

import peewee

from backend.models.composed import composed
from backend.models.session import Session
from backend.rules.session import UNPAID
from kernel.moment import moment


class Life(NamedTuple):
    """A session's status, and when it ends while it is unpaid."""

    status: str
    expires_at: datetime


def life_of(session_id: str) -> Life | None:
    """Two columns, since faults ask it of every call of some routes."""
    found = _life_of(session_id).fetchone()
    return None if found is None else Life(found[0], moment(found[1]))


@composed
def _life_of(session_id: str) -> peewee.Query:
    return Session.select(Session.status, Session.expires_at).where(Session.session_id == session_id)


def ends_of_live(machine_id: str, now: datetime) -> list[datetime]:
    """When each of the machine's unpaid sessions that last is over, the first one first."""
    return [moment(end) for (end,) in _ends_of_live(machine_id, now)]


@composed
def _ends_of_live(machine_id: str, now: datetime) -> peewee.Query:
    is_live = Session.status.in_(UNPAID) & (Session.expires_at > now)
    ends = Session.select(Session.expires_at).where((Session.machine_id == machine_id) & is_live)
    return ends.order_by(Session.expires_at)


def count_live(now: datetime) -> int:
    """Unpaid sessions that last, of all machines."""
    return Session.select().where(Session.status.in_(UNPAID) & (Session.expires_at > now)).count()


def is_any_overdue(now: datetime) -> bool:
    """Whether an unpaid session is over and nobody has written that down."""
    return _is_any_overdue(now).fetchone() is not None


@composed
def _is_any_overdue(now: datetime) -> peewee.Query:
    return Session.select(peewee.Value(1)).where(_is_overdue(now)).limit(1)


def overdue(now: datetime, limit: int) -> list[Session]:
    """Those sessions, the first that ended first."""
    ended = Session.select().where(_is_overdue(now))
    return list(ended.order_by(Session.expires_at, Session.session_id).limit(limit))


def _is_overdue(now: datetime) -> peewee.Expression:
    return Session.status.in_(UNPAID) & (Session.expires_at <= now)


def next_expiry(now: datetime) -> datetime | None:
    """When the next unpaid session ends."""
    is_ahead = Session.status.in_(UNPAID) & (Session.expires_at > now)
    found: datetime | None = Session.select(peewee.fn.MIN(Session.expires_at)).where(is_ahead).scalar()
    return found


def oldest_unpaid(machine_id: str) -> Session | None:
    """The machine's first session that nobody has paid, over or not."""
    unpaid = Session.select().where((Session.machine_id == machine_id) & Session.status.in_(UNPAID))
    oldest: Session | None = unpaid.order_by(Session.created_at).first()
    return oldest


def latest(machine_id: str | None, limit: int) -> list[Session]:
    """The newest first, of one machine or of all."""
    query = Session.select().order_by(Session.created_at.desc(), Session.session_id.desc()).limit(limit)
    return list(query if machine_id is None else query.where(Session.machine_id == machine_id))
