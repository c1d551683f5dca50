"""What the backend will do by itself as time goes by, and when."""

from datetime import datetime, time, timedelta

from backend.models.queries.deliveries import last_due, next_due
from backend.models.queries.links import next_end
from backend.models.queries.sessions import next_expiry
from contract.messages.clock import Target

TOGETHER = timedelta(seconds=1)
"""Attempts that are due within this time are made at once."""
AFTERWARDS = timedelta(microseconds=1)
"""A link is good up to and including its last moment."""


def ahead(now: datetime) -> dict[Target, datetime]:
    """When the next thing of each kind happens after `now`. Call it inside the store's `reading`."""
    last_moment = next_end(now)
    moments = {
        Target.SESSION_EXPIRY: next_expiry(now),
        Target.WEBHOOK: next_due(now),
        Target.LINK_EXPIRY: None if last_moment is None else last_moment + AFTERWARDS,
        Target.QUEUE_DAY: next_day(now),
    }
    return {target: moment for target, moment in moments.items() if moment is not None}


def next_attempts(now: datetime, until: datetime) -> datetime | None:
    """The next moment, at most `until`, at which there is something to send. Call it inside the store's `reading`.

    Sessions need no such stop: whenever they are looked at, each is written down as of its own end.
    """
    first = next_due(now)
    if first is None or first > until:
        return None
    return min(last_due(first, first + TOGETHER) or first, until)


def next_day(now: datetime) -> datetime:
    """When queue numbers begin anew: at midnight UTC."""
    return datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
