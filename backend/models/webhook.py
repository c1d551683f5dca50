"""Who wants to hear of changes, what they are to be told, and every attempt to tell them."""

import peewee

from backend.models import columns
from backend.models.table import Table
from contract.messages.lab_webhooks import DeliveryState
from contract.vocabulary import WebhookEvent


class WebhookEndpoint(Table):
    webhook_id = peewee.TextField(primary_key=True)
    url = peewee.TextField(unique=True)
    event_names = peewee.TextField()
    """Joined by commas."""
    secret = peewee.TextField()
    created_at = columns.moment()
    disabled_at = columns.optional_moment()

    @property
    def events(self) -> list[WebhookEvent]:
        return [WebhookEvent(name) for name in self.event_names.split(",")]


class WebhookMessage(Table):
    """One event for one endpoint, with the text that is signed and sent at every attempt."""

    id = peewee.AutoField()
    message_id = peewee.TextField(unique=True)
    """The `webhook-id` header."""
    webhook_id = peewee.TextField(constraints=columns.reference("webhook_endpoint", "webhook_id"), index=True)
    event = columns.word(WebhookEvent, "event")
    order_id = peewee.TextField(index=True)
    body = peewee.TextField()
    created_at = columns.moment()
    state = columns.word(DeliveryState, "state")
    due_at = columns.moment()
    """When a pending message is sent next."""
    failures = peewee.IntegerField(default=0)
    """In a row, since it was written or replayed."""
    claimed_until = peewee.IntegerField(default=0)
    """Unix seconds of SQLite's own clock: the lab's may stand still while a courier dies."""

    class Meta:
        indexes = ((("state", "due_at"), False),)


class WebhookAttempt(Table):
    id = peewee.AutoField()
    message = peewee.IntegerField(constraints=columns.reference("webhook_message", "id"), index=True)
    at = columns.moment()
    milliseconds = peewee.IntegerField()
    status = peewee.IntegerField(null=True)
    """None when no answer came."""
    error = peewee.TextField(null=True)
    response = peewee.TextField()
    """The beginning of the answer's body."""
