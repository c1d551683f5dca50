"""How long the delivery log remembers."""

from datetime import timedelta

import peewee

from backend.models.webhook import WebhookAttempt, WebhookMessage
from backend.world.environment import Environment
from contract.messages.lab_webhooks import DeliveryState

OLDEST = timedelta(days=7)
"""On the lab's clock, since a message was last due."""
MOST = 10_000
"""Messages that are kept beside those still pending."""


def prune(environment: Environment, most: int = MOST) -> int:
    """Forget what was delivered or given up long ago, and what is beyond the newest. Returns the number of messages."""
    is_settled = WebhookMessage.state != DeliveryState.PENDING
    beyond = WebhookMessage.select(WebhookMessage.id).where(is_settled).order_by(WebhookMessage.id.desc()).offset(most)
    is_old = is_settled & ((WebhookMessage.due_at < environment.now - OLDEST) | WebhookMessage.id.in_(beyond.limit(-1)))
    with environment.store.reading():
        if not WebhookMessage.select().where(is_old).exists():
            return 0  # without asking for the writer lock, since this runs all the time
    with environment.store.writing():
        return remove(is_old)


def remove(which: peewee.Expression) -> int:
    """Take messages out with their attempts, inside a transaction. Returns the number of messages."""
    numbers = WebhookMessage.select(WebhookMessage.id).where(which)
    WebhookAttempt.delete().where(WebhookAttempt.message.in_(numbers)).execute()
    removed: int = WebhookMessage.delete().where(which).execute()
    return removed
