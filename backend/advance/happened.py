"""What happened while time passed, as the database tells: whoever did it, a request or a thread."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from backend.advance.ahead import next_day
from backend.models.queries.events import expiries, last_number
from backend.models.queries.links import ended
from backend.models.queries.webhooks import attempts_beyond, last_attempt
from contract.messages.clock import Happening, HappeningKind


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the database had come: the last event and the last attempt."""

    event: int
    attempt: int


def mark() -> Mark:
    """Call it inside the store's `reading`."""
    return Mark(last_number(), last_attempt())


def happened(since: Mark, began: datetime, to: datetime) -> list[Happening]:
    """In the order of the lab's time. Call it inside the store's `reading`."""
    found = [*_queue_days(began, to), *_expired(since.event), *_links(began, to), *_attempts(since.attempt)]
    return sorted(found, key=lambda happening: happening.at)


def _expired(after: int) -> Iterator[Happening]:
    for event in expiries(after):
        yield Happening(
            at=event.at,
            kind=HappeningKind.SESSION_EXPIRED,
            machine_id=event.machine_id,
            session_id=event.session_id,
            detail=event.data["user_progress"],
        )


def _links(began: datetime, to: datetime) -> Iterator[Happening]:
    for link in ended(began, to):
        yield Happening(at=link.expires_at, kind=HappeningKind.LINK_EXPIRED, order_id=link.order_id)


def _queue_days(began: datetime, to: datetime) -> Iterator[Happening]:
    day = next_day(began)
    while day <= to:
        yield Happening(at=day, kind=HappeningKind.QUEUE_DAY_BEGAN, detail=f"{day:%Y-%m-%d}")
        day = next_day(day)


def _attempts(after: int) -> Iterator[Happening]:
    for at, status, error, message_id, order_id, is_given_up in attempts_beyond(after):
        kind = _kind(status, is_given_up)
        yield Happening(at=at, kind=kind, message_id=message_id, order_id=order_id, detail=error or str(status))


def _kind(status: int | None, given_up: bool) -> HappeningKind:
    if status is not None and 200 <= status < 300:
        return HappeningKind.WEBHOOK_DELIVERED
    return HappeningKind.WEBHOOK_GIVEN_UP if given_up else HappeningKind.WEBHOOK_ATTEMPT_FAILED
