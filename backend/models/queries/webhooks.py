"""Who wants to hear of changes, what they were told, and how long that is remembered."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import cast

import peewee

from backend.models.composed import composed
from backend.models.webhook import WebhookAttempt, WebhookEndpoint, WebhookMessage
from contract.messages.lab_webhooks import DeliveryState


def endpoints() -> list[WebhookEndpoint]:
    """All of them, the first one first."""
    return [WebhookEndpoint.read(found) for found in _endpoints()]


@composed
def _endpoints() -> peewee.Query:
    return WebhookEndpoint.select().order_by(WebhookEndpoint.created_at, WebhookEndpoint.webhook_id)


def listening() -> list[WebhookEndpoint]:
    """Those that aren't disabled."""
    return [WebhookEndpoint.read(found) for found in _listening()]


@composed
def _listening() -> peewee.Query:
    return WebhookEndpoint.select().where(WebhookEndpoint.disabled_at.is_null())


def endpoint_at(url: str) -> WebhookEndpoint | None:
    return WebhookEndpoint.get_or_none(WebhookEndpoint.url == url)


def count_endpoints() -> int:
    return WebhookEndpoint.select().count()


def disable(webhook_id: str, now: datetime) -> None:
    """It hears of nothing any more: not of what waits either."""
    WebhookEndpoint.update(disabled_at=now).where(WebhookEndpoint.webhook_id == webhook_id).execute()
    waiting = (WebhookMessage.webhook_id == webhook_id) & (WebhookMessage.state == DeliveryState.PENDING)
    WebhookMessage.update(state=DeliveryState.FAILED).where(waiting).execute()


def remove_endpoint(webhook_id: str) -> None:
    """With its messages."""
    _remove(WebhookMessage.webhook_id == webhook_id)
    WebhookEndpoint.delete().where(WebhookEndpoint.webhook_id == webhook_id).execute()


def message_of(message_id: str) -> WebhookMessage | None:
    return WebhookMessage.get_or_none(WebhookMessage.message_id == message_id)


def messages(conditions: Mapping[str, object], limit: int) -> list[WebhookMessage]:
    """Those whose columns have these values, the newest first."""
    query = WebhookMessage.select().order_by(WebhookMessage.id.desc()).limit(limit)
    return list(query.filter(**conditions))


def messages_about(order_id: str) -> list[WebhookMessage]:
    return list(WebhookMessage.select().where(WebhookMessage.order_id == order_id))


def send_again(conditions: Mapping[str, object], now: datetime) -> int:
    """Those whose columns have these values are due anew. Returns their number."""
    again = WebhookMessage.update(state=DeliveryState.PENDING, due_at=now, failures=0)
    for name, value in conditions.items():
        again = again.where(getattr(WebhookMessage, name) == value)
    sent: int = again.execute()
    return sent


def attempts_at(messages: Collection[WebhookMessage]) -> list[WebhookAttempt]:
    """The first one first."""
    numbers = [message.id for message in messages]
    return list(WebhookAttempt.select().where(WebhookAttempt.message.in_(numbers)).order_by(WebhookAttempt.id))


def last_attempt() -> int:
    """The number of the latest; 0 before the first."""
    number: int | None = WebhookAttempt.select(peewee.fn.MAX(WebhookAttempt.id)).scalar()
    return number or 0


def attempts_beyond(number: int) -> Iterable[tuple[datetime, int | None, str | None, str, str, bool]]:
    """After that number: moment, status and error, the message and its order, and whether that was given up with it."""
    last = WebhookAttempt.alias()
    is_last = WebhookAttempt.id == last.select(peewee.fn.MAX(last.id)).where(last.message == WebhookAttempt.message)
    given_up = is_last & (WebhookMessage.state == DeliveryState.FAILED)
    of_attempt = (WebhookAttempt.at, WebhookAttempt.status, WebhookAttempt.error)
    columns = (*of_attempt, WebhookMessage.message_id, WebhookMessage.order_id, given_up)
    query = WebhookAttempt.select(*columns).join(WebhookMessage, on=(WebhookMessage.id == WebhookAttempt.message))
    rows = query.where(WebhookAttempt.id > number).order_by(WebhookAttempt.id).tuples()
    return cast("Iterable[tuple[datetime, int | None, str | None, str, str, bool]]", rows)


def is_any_old(before: datetime, most: int) -> bool:
    """Whether there are settled messages that were due before then, or more than so many."""
    return WebhookMessage.select().where(_is_old(before, most)).exists()


def remove_old(before: datetime, most: int) -> int:
    """Returns their number."""
    return _remove(_is_old(before, most))


def _is_old(before: datetime, most: int) -> peewee.Expression:
    is_settled = WebhookMessage.state != DeliveryState.PENDING
    newest_first = WebhookMessage.select(WebhookMessage.id).where(is_settled).order_by(WebhookMessage.id.desc())
    beyond = newest_first.offset(most).limit(-1)
    return is_settled & ((WebhookMessage.due_at < before) | WebhookMessage.id.in_(beyond))


def _remove(which: peewee.Expression) -> int:
    numbers = WebhookMessage.select(WebhookMessage.id).where(which)
    WebhookAttempt.delete().where(WebhookAttempt.message.in_(numbers)).execute()
    removed: int = WebhookMessage.delete().where(which).execute()
    return removed
