"""The database's part in a session's time line; call these inside the store's `reading`."""

from collections.abc import Iterator, Sequence

from backend.models.event import Event
from backend.models.ledger import LedgerBreak
from backend.models.queries import breaks, events
from backend.models.queries.webhooks import attempts_at, messages_about
from backend.models.webhook import WebhookAttempt, WebhookMessage
from backend.timeline.order import Noted
from contract.messages.base import format_time
from contract.messages.timeline import Entry, EntryKind


def events_about(session_id: str, order_id: str | None) -> list[Noted]:
    return [Noted(event.id, _event(event)) for event in events.about(session_id, order_id)]


def _event(event: Event) -> Entry:
    return Entry(at=event.at, kind=EntryKind.EVENT, title=event.kind, request_id=event.request_id, data=event.data)


def webhooks_about(order_id: str | None) -> list[Noted]:
    """Each attempt to tell somebody about the order, and each message that waits for its first."""
    return [] if order_id is None else list(_webhooks(order_id))


def _webhooks(order_id: str) -> Iterator[Noted]:
    messages = {one.id: one for one in messages_about(order_id)}
    tried = set()
    for attempt in attempts_at(messages.values()):
        tried.add(attempt.message)
        yield Noted(attempt.id, _attempt(messages[attempt.message], attempt))
    for number in messages.keys() - tried:
        yield Noted(number, _message(messages[number]))


def _attempt(message: WebhookMessage, attempt: WebhookAttempt) -> Entry:
    outcome = {"milliseconds": attempt.milliseconds, "error": attempt.error}
    entry = _message(message)
    return entry.model_copy(update={"at": attempt.at, "status": attempt.status, "data": entry.data | outcome})


def _message(message: WebhookMessage) -> Entry:
    return Entry(
        at=message.created_at,
        kind=EntryKind.WEBHOOK,
        title=message.event,
        message_id=message.message_id,
        data={"webhook_id": message.webhook_id, "state": message.state},
    )


def breaks_about(session_id: str, order_id: str | None, transactions: Sequence[str]) -> list[Noted]:
    return [Noted(one.number, _break(one)) for one in breaks.about(session_id, order_id, transactions)]


def _break(row: LedgerBreak) -> Entry:
    repaired_at = None if row.repaired_at is None else format_time(row.repaired_at)
    return Entry(
        at=row.at,
        kind=EntryKind.BREAK,
        title=row.kind,
        request_id=row.calls[-1] if row.calls else None,
        data=row.facts | {"number": row.number, "calls": row.calls, "repaired_at": repaired_at},
    )
