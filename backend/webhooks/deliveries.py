"""What a courier asks of the database: what is due, who sends it, and what came of it."""

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, cast

import peewee

from backend.models.webhook import WebhookAttempt, WebhookEndpoint, WebhookMessage
from backend.services.environment import Environment
from backend.webhooks.schedule import next_attempt
from contract.messages.lab_webhooks import DeliveryState

CLAIM = 30
"""Seconds of real time that a courier has for one attempt; after them another may take it."""
GONE = 410
_REAL_TIME = peewee.SQL("CAST(strftime('%s', 'now') AS INTEGER)")
_PENDING = f"SELECT id FROM webhook_message WHERE state = '{DeliveryState.PENDING}' LIMIT 1"  # noqa: S608 (our own word)
"""Written out, since an idle courier asks it ten times a second."""
logger = logging.getLogger(__name__)


class Due(NamedTuple):
    """A message that can be sent now."""

    number: int
    webhook_id: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message as one attempt, begun at `at`, sends it."""

    number: int
    message_id: str
    webhook_id: str
    url: str
    body: str
    at: datetime
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an attempt: a status, or an error when no answer came."""

    milliseconds: int
    status: int | None = None
    error: str | None = None
    response: str = ""

    @property
    def is_success(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def is_anything_pending(environment: Environment) -> bool:
    with environment.store.reading():
        return next(iter(WebhookMessage.raw(_PENDING)), None) is not None


def due_messages(environment: Environment) -> list[Due]:
    """Oldest first, and of each order one an endpoint: the next is due when that was tried."""
    is_due = (WebhookMessage.state == DeliveryState.PENDING) & (WebhookMessage.due_at <= environment.now)
    columns = (WebhookMessage.id, WebhookMessage.webhook_id, WebhookMessage.order_id, _is_free())
    query = WebhookMessage.select(*columns).where(is_due).order_by(WebhookMessage.id).tuples()
    heads: dict[tuple[str, str], tuple[Due, int]] = {}
    with environment.store.reading():
        for number, webhook_id, order_id, is_free in cast(Iterable[tuple[int, str, str, int]], query):
            heads.setdefault((webhook_id, order_id), (Due(number, webhook_id), is_free))
    return [due for due, is_free in heads.values() if is_free]


def claim(environment: Environment, numbers: Collection[int]) -> list[Parcel]:
    """Those of the messages, each for one attempt, that no other courier has claimed before."""
    if not numbers:
        return []
    now = environment.now
    mine = (
        WebhookMessage.id.in_(numbers)
        & (WebhookMessage.state == DeliveryState.PENDING)
        & (WebhookMessage.due_at <= now)
        & _is_free()
    )
    with environment.store.writing():
        until = peewee.Expression(_REAL_TIME, "+", CLAIM)
        claimed = WebhookMessage.update(claimed_until=until).where(mine).returning(WebhookMessage).execute()
        return _parcels(claimed, now)


def forget_claims(environment: Environment) -> None:
    """Whoever claimed before has ended: for the start of a server, which holds its database file alone."""
    with environment.store.writing():
        WebhookMessage.update(claimed_until=0).where(WebhookMessage.claimed_until > 0).execute()


def record(environment: Environment, attempts: Mapping[Parcel, Outcome]) -> None:
    """Write attempts down, and what follows from them. A webhook that was removed meanwhile stays removed."""
    now = environment.now
    parcels = {parcel.number: parcel for parcel in attempts}
    with environment.store.writing():
        for message in list(WebhookMessage.select().where(WebhookMessage.id.in_(list(parcels)))):
            parcel = parcels[message.id]
            _record(message, parcel.at, attempts[parcel], now)


def _record(message: WebhookMessage, at: datetime, outcome: Outcome, now: datetime) -> None:
    WebhookAttempt.create(
        message=message.id,
        at=at,
        milliseconds=outcome.milliseconds,
        status=outcome.status,
        error=outcome.error,
        response=outcome.response,
    )
    _settle(message, outcome, now)
    if outcome.status == GONE:
        _disable(message.webhook_id, now)


def _is_free() -> peewee.Expression:
    return WebhookMessage.claimed_until <= _REAL_TIME


def _parcels(messages: Iterable[WebhookMessage], now: datetime) -> list[Parcel]:
    endpoints = {endpoint.webhook_id: endpoint for endpoint in WebhookEndpoint.select()}
    return [_parcel(message, endpoints[message.webhook_id], now) for message in messages]


def _parcel(message: WebhookMessage, endpoint: WebhookEndpoint, now: datetime) -> Parcel:
    return Parcel(
        number=message.id,
        message_id=message.message_id,
        webhook_id=endpoint.webhook_id,
        url=endpoint.url,
        body=message.body,
        at=now,
        secret=endpoint.secret,
    )


def _settle(message: WebhookMessage, outcome: Outcome, now: datetime) -> None:
    message.claimed_until = 0
    if outcome.is_success:
        message.state = DeliveryState.DELIVERED
    else:
        message.failures += 1
        again = next_attempt(message.failures, now)
        if again is None:
            message.state = DeliveryState.FAILED
            logger.warning("webhook %s: gave up on %s", message.webhook_id, message.message_id)
        else:
            message.due_at = again
    message.save()


def _disable(webhook_id: str, now: datetime) -> None:
    """It doesn't want to hear of anything any more: not of what waits either."""
    WebhookEndpoint.update(disabled_at=now).where(WebhookEndpoint.webhook_id == webhook_id).execute()
    waiting = (WebhookMessage.webhook_id == webhook_id) & (WebhookMessage.state == DeliveryState.PENDING)
    WebhookMessage.update(state=DeliveryState.FAILED).where(waiting).execute()
    logger.warning("webhook %s answered 410 and is disabled until it is configured again", webhook_id)
