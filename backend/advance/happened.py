"""What happened while time passed, as the database tells: whoever did it, a request or a thread."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import peewee

from backend.advance.ahead import next_day
from backend.models.event import Event
from backend.models.link import IssuedLink
from backend.models.webhook import WebhookAttempt, WebhookMessage
from contract.messages.clock import Happening, HappeningKind
from contract.messages.lab_webhooks import DeliveryState
from contract.vocabulary import LabEvent, SessionStatus

_Attempt = tuple[datetime, int | None, str | None, str, str, bool]
"""Its moment, status and error, the message and its order, and whether that was given up with it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the database had come: the last event and the last attempt."""

    event: int
    attempt: int


def mark() -> Mark:
    """Call it inside the store's `reading`."""
    return Mark(_last(Event.id), _last(WebhookAttempt.id))


def happened(since: Mark, began: datetime, to: datetime) -> list[Happening]:
    """In the order of the lab's time. Call it inside the store's `reading`."""
    found = [*_queue_days(began, to), *_expired(since.event), *_links(began, to), *_attempts(since.attempt)]
    return sorted(found, key=lambda happening: happening.at)


def _expired(after: int) -> Iterator[Happening]:
    is_expiry = peewee.fn.json_extract(Event.data, "$.status") == SessionStatus.EXPIRED
    query = Event.select().where((Event.id > after) & (Event.kind == LabEvent.SESSION_CHANGED) & is_expiry)
    for event in query.order_by(Event.id):
        yield Happening(
            at=event.at,
            kind=HappeningKind.SESSION_EXPIRED,
            machine_id=event.machine_id,
            session_id=event.session_id,
            detail=event.data["user_progress"],
        )


def _links(began: datetime, to: datetime) -> Iterator[Happening]:
    has_ended = (IssuedLink.expires_at >= began) & (IssuedLink.expires_at < to)
    for link in IssuedLink.select().where(has_ended).order_by(IssuedLink.expires_at):
        yield Happening(at=link.expires_at, kind=HappeningKind.LINK_EXPIRED, order_id=link.order_id)


def _queue_days(began: datetime, to: datetime) -> Iterator[Happening]:
    day = next_day(began)
    while day <= to:
        yield Happening(at=day, kind=HappeningKind.QUEUE_DAY_BEGAN, detail=f"{day:%Y-%m-%d}")
        day = next_day(day)


def _attempts(after: int) -> Iterator[Happening]:
    last = WebhookAttempt.alias()
    is_last = WebhookAttempt.id == last.select(peewee.fn.MAX(last.id)).where(last.message == WebhookAttempt.message)
    given_up = is_last & (WebhookMessage.state == DeliveryState.FAILED)
    of_attempt = (WebhookAttempt.at, WebhookAttempt.status, WebhookAttempt.error)
    columns = (*of_attempt, WebhookMessage.message_id, WebhookMessage.order_id, given_up)
    query = WebhookAttempt.select(*columns).join(WebhookMessage, on=(WebhookMessage.id == WebhookAttempt.message))
    rows = query.where(WebhookAttempt.id > after).order_by(WebhookAttempt.id).tuples()
    for at, status, error, message_id, order_id, is_given_up in cast(Iterable[_Attempt], rows):
        kind = _kind(status, is_given_up)
        yield Happening(at=at, kind=kind, message_id=message_id, order_id=order_id, detail=error or str(status))


def _kind(status: int | None, given_up: bool) -> HappeningKind:
    if status is not None and 200 <= status < 300:
        return HappeningKind.WEBHOOK_DELIVERED
    return HappeningKind.WEBHOOK_GIVEN_UP if given_up else HappeningKind.WEBHOOK_ATTEMPT_FAILED


def _last(number: "peewee.Field[int]") -> int:
    found: int | None = number.model.select(peewee.fn.MAX(number)).scalar()
    return found or 0
