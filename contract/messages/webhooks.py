"""Webhooks as guide 2.1.0 has them: configuring, and the three events."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from contract.hints import Code
from contract.messages.base import Answer, Request, Text, Timestamp, one_of, problem
from contract.vocabulary import OrderStatus, QualityCheck, WebhookEvent


def _not_empty(events: object) -> object:
    if events == []:
        words = ", ".join(WebhookEvent)
        raise problem(Code.WEBHOOK_EVENTS, f"Name at least one event of: {words}", words)
    return events


EventName = Annotated[WebhookEvent, BeforeValidator(one_of(WebhookEvent))]


class ConfigureWebhook(Request):
    """Body of `POST /api/chinese/webhook/configure`. The service checks the url; the same one again replaces."""

    webhook_url: Text = Field(min_length=1, max_length=500)
    events: Annotated[list[EventName], Field(min_length=1, max_length=20), BeforeValidator(_not_empty)]
    secret: Text = Field(min_length=1, max_length=200)


class WebhookConfigured(Answer):
    success: bool
    message: str
    webhook_id: str
    webhook_url: str
    events: list[WebhookEvent]
    created_at: Timestamp


class OrderStatusChange(Answer):
    """`order_status_change`; the old status is None at an order's birth."""

    event: WebhookEvent
    order_id: str
    old_status: OrderStatus | None
    new_status: OrderStatus
    timestamp: Timestamp
    equipment_id: str | None


class PaymentCompleted(Answer):
    """`payment_completed`. The amount is in pence."""

    event: WebhookEvent
    order_id: str
    payment_id: str
    amount: int
    currency: str
    session_id: str
    timestamp: Timestamp


class PrintFinished(Answer):
    """`print_finished`: passed, or failed while it printed."""

    event: WebhookEvent
    order_id: str
    equipment_id: str | None
    print_status: OrderStatus
    quality_check: QualityCheck
    timestamp: Timestamp
