"""What a courier asks of the database: what is due, who sends it, and what came of it."""

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from backend.models.queries import deliveries as asked
from backend.models.queries.deliveries import Due
from backend.models.queries.webhooks import disable, endpoints
from backend.models.webhook import WebhookAttempt, WebhookEndpoint, WebhookMessage
from backend.webhooks.schedule import next_attempt
from backend.world.environment import Environment
from contract.messages.lab_webhooks import DeliveryState

MOST_DUE = 128
"""Messages of one look at what is due."""
CLAIM = 30
"""Seconds of real time that a courier has for one attempt; after them another may take it."""
GONE = 410
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message as one attempt sends it, begun at `at` of the lab's time and `real_time` of the computer's."""

    number: int
    message_id: str
    webhook_id: str
    url: str
    body: str
    at: datetime
    real_time: datetime
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an attempt: a status, or an error when no answer came."""

    milliseconds: int
    status: int | None = None
    error: str | None = None
    response: str = ""
    has_hung: bool = False
    """Whether the time ran out."""

    @property
    def is_success(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def is_anything_pending(environment: Environment) -> bool:
    """Now or later: with none, which is the usual case, a courier doesn't even ask for the time."""
    with environment.store.reading():
        return asked.is_anything_pending()


def is_anything_due(environment: Environment) -> bool:
    """Also what another courier has claimed, and is sending."""
    now = environment.now
    with environment.store.reading():
        return asked.is_anything_due(now)


def due_messages(environment: Environment, full: Collection[str] = ()) -> list[Due]:
    """What can be sent now, the first due first, and of each order one an endpoint: the next when that was tried.

    At most so many as one look takes; nothing for the endpoints that are `full`.
    """
    now = environment.now
    with environment.store.reading():
        return asked.due_messages(now, full, MOST_DUE)


def claim(environment: Environment, numbers: Collection[int]) -> list[Parcel]:
    """Those of the messages, each for one attempt, that no other courier has claimed before."""
    if not numbers:
        return []
    now, real_time = environment.now, environment.clock.real_time.now()
    with environment.store.writing():
        return _parcels(asked.claim(numbers, now, CLAIM), now, real_time)


def forget_claims(environment: Environment) -> None:
    """Whoever claimed before has ended: for the start of a server, which holds its database file alone."""
    with environment.store.writing():
        asked.forget_claims()


def record(environment: Environment, attempts: Mapping[Parcel, Outcome]) -> None:
    """Write attempts down, and what follows from them. A webhook that was removed meanwhile stays removed."""
    now = environment.now
    parcels = {parcel.number: parcel for parcel in attempts}
    with environment.store.writing():
        for message in asked.messages_with(parcels):
            parcel = parcels[message.id]
            if message.message_id == parcel.message_id:  # not so when a snapshot was restored meanwhile
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
        disable(message.webhook_id, now)
        logger.warning("webhook %s answered 410 and is disabled until it is configured again", message.webhook_id)


def _parcels(messages: Iterable[WebhookMessage], now: datetime, real_time: datetime) -> list[Parcel]:
    known = {endpoint.webhook_id: endpoint for endpoint in endpoints()}
    return [_parcel(message, known[message.webhook_id], now, real_time) for message in messages]


def _parcel(message: WebhookMessage, endpoint: WebhookEndpoint, now: datetime, real_time: datetime) -> Parcel:
    return Parcel(
        number=message.id,
        message_id=message.message_id,
        webhook_id=endpoint.webhook_id,
        url=endpoint.url,
        body=message.body,
        at=now,
        real_time=real_time,
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
