"""What a courier asks all the time: what is due, and who sends it."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

import peewee

from backend.models.composed import composed
from backend.models.sqlite.expressions import one_of, real_seconds, without_index
from backend.models.webhook import WebhookMessage
from contract.messages.lab_webhooks import DeliveryState


class Due(NamedTuple):
    """A message that can be sent now."""

    number: int
    webhook_id: str


def is_anything_pending() -> bool:
    """Now or later."""
    return _is_pending().fetchone() is not None


@composed
def _is_pending() -> peewee.Query:
    return WebhookMessage.select(WebhookMessage.id).where(WebhookMessage.state == DeliveryState.PENDING).limit(1)


def is_anything_due(now: datetime) -> bool:
    """Also what a courier has claimed, and is sending."""
    return _any_due(now).fetchone() is not None


@composed
def _any_due(now: datetime) -> peewee.Query:
    return WebhookMessage.select(WebhookMessage.id).where(_is_due(now)).limit(1)


def due_messages(now: datetime, full: Collection[str], limit: int) -> list[Due]:
    """What nobody sends yet, the first due first, and of each order one an endpoint: the next when that was tried.

    Nothing for the endpoints that are `full`.
    """
    return [Due(*found) for found in _due(now, [*full], limit)]


@composed
def _due(now: datetime, full: list[str], limit: int) -> peewee.Query:
    earlier = WebhookMessage.alias()
    comes_before = (  # by the index of the order alone: most orders have a few messages
        (earlier.order_id == WebhookMessage.order_id)
        & peewee.Expression(without_index(earlier.webhook_id), "=", WebhookMessage.webhook_id)
        & peewee.Expression(without_index(earlier.state), "=", DeliveryState.PENDING)
        & peewee.Expression(without_index(earlier.due_at), "<=", now)
        & peewee.Expression(without_index(earlier.id), "<", WebhookMessage.id)
    )
    is_next = ~peewee.fn.EXISTS(earlier.select(peewee.Value(1)).where(comes_before))
    is_wanted = WebhookMessage.webhook_id.not_in(one_of(full))
    found = WebhookMessage.select(WebhookMessage.id, WebhookMessage.webhook_id)
    found = found.where(_is_due(now) & _is_free() & is_wanted & is_next)
    return found.order_by(WebhookMessage.due_at, WebhookMessage.id).limit(limit)


def claim(numbers: Collection[int], now: datetime, seconds: int) -> list[WebhookMessage]:
    """Those of the messages that no courier has claimed; they are the caller's for so many seconds of real time."""
    return [WebhookMessage.read(found) for found in _claim([*numbers], now, seconds)]


@composed
def _claim(numbers: list[int], now: datetime, seconds: int) -> peewee.Query:
    claimed = WebhookMessage.update(claimed_until=real_seconds() + seconds)
    is_free = _is_due(now) & _is_free() & WebhookMessage.id.in_(one_of(numbers))
    return claimed.where(is_free).returning(WebhookMessage)


def messages_with(numbers: Collection[int]) -> list[WebhookMessage]:
    return [WebhookMessage.read(found) for found in _these([*numbers])]


@composed
def _these(numbers: list[int]) -> peewee.Query:
    return WebhookMessage.select().where(WebhookMessage.id.in_(one_of(numbers)))


def forget_claims() -> None:
    """Whoever claimed before has ended."""
    WebhookMessage.update(claimed_until=0).where(WebhookMessage.claimed_until > 0).execute()


def next_due(now: datetime) -> datetime | None:
    """When the next message is due, after the present moment."""
    return _at(peewee.fn.MIN(WebhookMessage.due_at), WebhookMessage.due_at > now)


def last_due(since: datetime, before: datetime) -> datetime | None:
    """When the last message of a while is due."""
    return _at(
        peewee.fn.MAX(WebhookMessage.due_at), (WebhookMessage.due_at >= since) & (WebhookMessage.due_at < before)
    )


def _at(moment: peewee.Function, when: peewee.Expression) -> datetime | None:
    is_pending = WebhookMessage.state == DeliveryState.PENDING
    found: datetime | None = WebhookMessage.select(moment).where(is_pending & when).scalar()
    return found


def _is_due(now: datetime) -> peewee.Expression:
    return (WebhookMessage.state == DeliveryState.PENDING) & (WebhookMessage.due_at <= now)


def _is_free() -> peewee.Expression:
    return WebhookMessage.claimed_until <= real_seconds()
