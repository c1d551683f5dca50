"""What a courier asks of the database: what is due, who sends it, and what came of it."""

import json
import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import peewee

from backend.models.composed import composed
from backend.models.webhook import WebhookAttempt, WebhookEndpoint, WebhookMessage
from backend.webhooks.schedule import next_attempt
from backend.world.environment import Environment
from contract.messages.lab_webhooks import DeliveryState

MOST_DUE = 128
"""Messages of one look at what is due."""
CLAIM = 30
"""Seconds of real time that a courier has for one attempt; after them another may take it."""
GONE = 410
_REAL_TIME = "CAST(strftime('%s', 'now') AS INTEGER)"
_IS_DUE = f"state = '{DeliveryState.PENDING}' AND due_at <= ?1"
_IS_FREE = f"claimed_until <= {_REAL_TIME}"
_PENDING = f"SELECT id FROM webhook_message WHERE state = '{DeliveryState.PENDING}' LIMIT 1"  # noqa: S608 (our own word)
_ANY = f"SELECT id FROM webhook_message WHERE {_IS_DUE} LIMIT 1"  # noqa: S608 (likewise)
_NEXT = f"""
    SELECT id, webhook_id FROM webhook_message AS message
    WHERE {_IS_DUE} AND {_IS_FREE} AND webhook_id NOT IN (SELECT value FROM json_each(?2))
        AND NOT EXISTS (
            SELECT 1 FROM webhook_message AS earlier
            WHERE earlier.order_id = message.order_id AND +earlier.webhook_id = message.webhook_id
                AND +earlier.state = '{DeliveryState.PENDING}' AND +earlier.due_at <= ?1 AND +earlier.id < message.id
        )
    ORDER BY due_at, id LIMIT {MOST_DUE}
"""  # noqa: S608 (likewise)
_CLAIM = f"""
    UPDATE webhook_message SET claimed_until = {_REAL_TIME} + {CLAIM}
    WHERE {_IS_DUE} AND {_IS_FREE} AND id IN (SELECT value FROM json_each(?2))
    RETURNING *
"""  # noqa: S608 (likewise)
_THESE = "SELECT * FROM webhook_message WHERE id IN (SELECT value FROM json_each(?1))"
"""Written out, since couriers ask all the time. + leaves SQLite the index by order alone."""
logger = logging.getLogger(__name__)


class Due(NamedTuple):
    """A message that can be sent now."""

    number: int
    webhook_id: str


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
        return bool(_run(_PENDING))


def is_anything_due(environment: Environment) -> bool:
    """Also what another courier has claimed, and is sending."""
    now = environment.now
    with environment.store.reading():
        return bool(_run(_ANY, _stored(now)))


def due_messages(environment: Environment, full: Collection[str] = ()) -> list[Due]:
    """What can be sent now, the first due first, and of each order one an endpoint: the next when that was tried.

    At most so many as one look takes; nothing for the endpoints that are `full`.
    """
    now = environment.now
    with environment.store.reading():
        return [Due(*found) for found in _run(_NEXT, _stored(now), json.dumps([*full]))]


def claim(environment: Environment, numbers: Collection[int]) -> list[Parcel]:
    """Those of the messages, each for one attempt, that no other courier has claimed before."""
    if not numbers:
        return []
    now, real_time = environment.now, environment.clock.real_time.now()
    with environment.store.writing():
        claimed = _run(_CLAIM, _stored(now), json.dumps([*numbers]))
        return _parcels([WebhookMessage.read(found) for found in claimed], now, real_time)


def forget_claims(environment: Environment) -> None:
    """Whoever claimed before has ended: for the start of a server, which holds its database file alone."""
    with environment.store.writing():
        WebhookMessage.update(claimed_until=0).where(WebhookMessage.claimed_until > 0).execute()


def record(environment: Environment, attempts: Mapping[Parcel, Outcome]) -> None:
    """Write attempts down, and what follows from them. A webhook that was removed meanwhile stays removed."""
    now = environment.now
    parcels = {parcel.number: parcel for parcel in attempts}
    with environment.store.writing():
        for message in [WebhookMessage.read(found) for found in _run(_THESE, json.dumps([*parcels]))]:
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
        _disable(message.webhook_id, now)


def _run(sql: str, *values: int | str) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = WebhookMessage._meta.database.execute_sql(sql, values).fetchall()
    return found


def _stored(moment: datetime) -> int:
    """As the table has it."""
    number: int = WebhookMessage.due_at.db_value(moment)  # type: ignore[no-untyped-call]  # not in peewee's stubs
    return number


def _parcels(messages: Iterable[WebhookMessage], now: datetime, real_time: datetime) -> list[Parcel]:
    endpoints = {endpoint.webhook_id: endpoint for endpoint in map(WebhookEndpoint.read, _endpoints())}
    return [_parcel(message, endpoints[message.webhook_id], now, real_time) for message in messages]


@composed
def _endpoints() -> peewee.Query:
    return WebhookEndpoint.select()


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


def _disable(webhook_id: str, now: datetime) -> None:
    """It doesn't want to hear of anything any more: not of what waits either."""
    WebhookEndpoint.update(disabled_at=now).where(WebhookEndpoint.webhook_id == webhook_id).execute()
    waiting = (WebhookMessage.webhook_id == webhook_id) & (WebhookMessage.state == DeliveryState.PENDING)
    WebhookMessage.update(state=DeliveryState.FAILED).where(waiting).execute()
    logger.warning("webhook %s answered 410 and is disabled until it is configured again", webhook_id)
