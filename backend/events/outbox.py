"""Messages to webhooks, written inside the transaction that makes the change: neither can exist without the other."""

from datetime import datetime
from typing import NamedTuple

from backend.models.drawn import drawn
from backend.models.order import Order, Payment
from backend.models.queries.payments import payment_of_order
from backend.models.queries.webhooks import listening
from backend.models.webhook import WebhookEndpoint, WebhookMessage
from backend.rules import order as order_rules
from contract.messages.lab_webhooks import DeliveryState
from contract.messages.webhooks import OrderStatusChange, PaymentCompleted, PrintFinished
from contract.vocabulary import OrderStatus, WebhookEvent
from kernel.chance import Chance

_PRINT_FINISHED = (*order_rules.PRINT_DONE, OrderStatus.FAILED)

Notice = OrderStatusChange | PaymentCompleted | PrintFinished


class Letter(NamedTuple):
    """What one endpoint is told."""

    webhook_id: str
    event: WebhookEvent
    order_id: str
    body: str


def order_born(chance: Chance, order: Order) -> None:
    """A new order, with the payment that made it."""
    endpoints = listening()
    if not endpoints:
        return
    payment = payment_of_order(order.order_id)
    if payment is not None:
        _write(chance, _payment_completed(payment), payment.created_at, endpoints)
    _write(chance, _status_change(order, None), order.updated_at, endpoints)


def order_moved(chance: Chance, order: Order, previous: OrderStatus) -> None:
    """An order's status was reported; the same one again is no event."""
    if order.status is previous:
        return
    endpoints = listening()
    _write(chance, _status_change(order, previous), order.updated_at, endpoints)
    if previous is OrderStatus.PRINTING and order.status in _PRINT_FINISHED:
        _write(chance, _print_finished(order), order.updated_at, endpoints)


def _write(chance: Chance, notice: Notice, at: datetime, endpoints: list[WebhookEndpoint]) -> None:
    body = notice.model_dump_json()
    for endpoint in endpoints:
        if notice.event in endpoint.events:
            write(chance, Letter(endpoint.webhook_id, notice.event, notice.order_id, body), at)


def write(chance: Chance, letter: Letter, at: datetime) -> WebhookMessage:
    """A message that is due at once, inside a transaction. The how-manieth of its order decides the id."""
    return WebhookMessage.create(
        message_id=f"msg_{drawn(chance, 12, 'message', letter.order_id).hex()}",
        webhook_id=letter.webhook_id,
        event=letter.event,
        order_id=letter.order_id,
        body=letter.body,
        created_at=at,
        state=DeliveryState.PENDING,
        due_at=at,
    )


def _status_change(order: Order, previous: OrderStatus | None) -> OrderStatusChange:
    return OrderStatusChange(
        event=WebhookEvent.ORDER_STATUS_CHANGE,
        order_id=order.order_id,
        old_status=previous,
        new_status=order.status,
        timestamp=order.updated_at,
        equipment_id=order.equipment_id,
    )


def _payment_completed(payment: Payment) -> PaymentCompleted:
    return PaymentCompleted(
        event=WebhookEvent.PAYMENT_COMPLETED,
        order_id=payment.order_id,
        payment_id=payment.transaction_id,
        amount=payment.amount_pence,
        currency=payment.currency,
        session_id=payment.session_id,
        timestamp=payment.created_at,
    )


def _print_finished(order: Order) -> PrintFinished:
    return PrintFinished(
        event=WebhookEvent.PRINT_FINISHED,
        order_id=order.order_id,
        equipment_id=order.equipment_id,
        print_status=order.status,
        quality_check=order_rules.quality_check(order.status),
        timestamp=order.updated_at,
    )
