"""The lab's delivery log: /lab/webhooks."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from contract.messages.base import Answer, LabRequest, Text, Timestamp, one_of
from contract.messages.query import Query
from contract.vocabulary import WebhookEvent

HIDDEN = "***"
"""Stands for every secret, whatever its length."""
USUAL_DELIVERIES = 50
MOST_DELIVERIES = 200


class DeliveryState(StrEnum):
    """Pending until an attempt succeeds, or until the last one fails; a replay makes it pending again."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


class Webhook(Answer):
    """One configured endpoint; disabled after it answered 410, until it is configured anew."""

    webhook_id: str
    webhook_url: str
    events: list[WebhookEvent]
    secret: str = HIDDEN
    created_at: Timestamp
    disabled_at: Timestamp | None


class Webhooks(Answer):
    """Answer of `GET /lab/webhooks`."""

    webhooks: list[Webhook]


class Attempt(Answer):
    """One attempt: the answer's status and the beginning of its body, or why there was none."""

    at: Timestamp
    milliseconds: int
    status: int | None
    error: str | None
    response: str


class Delivery(Answer):
    """One message to one endpoint. `message_id` is its `webhook-id` header, `body` the exact text that is signed."""

    message_id: str
    webhook_id: str
    webhook_url: str
    event: WebhookEvent
    order_id: str
    state: DeliveryState
    created_at: Timestamp
    next_attempt_at: Timestamp | None
    body: str
    attempts: list[Attempt]


class FindDeliveries(Query):
    """Query of `GET /lab/webhooks/deliveries`."""

    event: WebhookEvent | None = None
    """Only this event"""
    order_id: str | None = None
    """Only this order"""
    state: DeliveryState | None = None
    """Only in this state"""
    limit: int = Field(default=USUAL_DELIVERIES, ge=1, le=MOST_DELIVERIES)
    """How many at most"""


class Deliveries(Answer):
    """Answer of `GET /lab/webhooks/deliveries`, newest first."""

    deliveries: list[Delivery]


class ReplayDeliveries(LabRequest):
    """Body of `POST /lab/webhooks/replay`: every delivery that meets all conditions; at least one is needed."""

    webhook_id: Text | None = Field(default=None, max_length=100)
    order_id: Text | None = Field(default=None, max_length=100)
    event: Annotated[WebhookEvent, BeforeValidator(one_of(WebhookEvent))] | None = None
    state: Annotated[DeliveryState, BeforeValidator(one_of(DeliveryState))] | None = None


class Replayed(Answer):
    """How many deliveries are sent again, each with its own `webhook-id`."""

    count: int


class TestWebhook(LabRequest):
    """Body of `POST /lab/webhooks/{webhook_id}/test`: the guide's printed example of an event is sent."""

    event: Annotated[WebhookEvent, BeforeValidator(one_of(WebhookEvent))]
