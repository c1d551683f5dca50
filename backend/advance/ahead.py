"""What the backend will do by itself as time goes by, and when."""

from datetime import datetime, time, timedelta

import peewee

from backend.models.link import IssuedLink
from backend.models.session import Session
from backend.models.webhook import WebhookMessage
from backend.rules.session import UNPAID
from contract.messages.clock import Target
from contract.messages.lab_webhooks import DeliveryState

TOGETHER = timedelta(seconds=1)
"""Attempts that are due within this time are made at once."""
AFTERWARDS = timedelta(microseconds=1)
"""A link is good up to and including its last moment."""


def ahead(now: datetime) -> dict[Target, datetime]:
    """When the next thing of each kind happens after `now`. Call it inside the store's `reading`."""
    last_moment = _first(IssuedLink.expires_at, IssuedLink.expires_at >= now)
    moments = {
        Target.SESSION_EXPIRY: _first(Session.expires_at, Session.status.in_(UNPAID) & (Session.expires_at > now)),
        Target.WEBHOOK: _first(WebhookMessage.due_at, _is_pending() & (WebhookMessage.due_at > now)),
        Target.LINK_EXPIRY: None if last_moment is None else last_moment + AFTERWARDS,
        Target.QUEUE_DAY: next_day(now),
    }
    return {target: moment for target, moment in moments.items() if moment is not None}


def next_attempts(now: datetime, until: datetime) -> datetime | None:
    """The next moment, at most `until`, at which there is something to send. Call it inside the store's `reading`.

    Sessions need no such stop: whenever they are looked at, each is written down as of its own end.
    """
    first = _first(WebhookMessage.due_at, _is_pending() & (WebhookMessage.due_at > now))
    if first is None or first > until:
        return None
    is_near = _is_pending() & (WebhookMessage.due_at >= first) & (WebhookMessage.due_at < first + TOGETHER)
    last: datetime = WebhookMessage.select(peewee.fn.MAX(WebhookMessage.due_at)).where(is_near).scalar()
    return min(last, until)


def next_day(now: datetime) -> datetime:
    """When queue numbers begin anew: at midnight UTC."""
    return datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)


def _is_pending() -> peewee.Expression:
    return WebhookMessage.state == DeliveryState.PENDING


def _first(moment: "peewee.Field[datetime]", where: peewee.Expression) -> datetime | None:
    found: datetime | None = moment.model.select(peewee.fn.MIN(moment)).where(where).scalar()
    return found
