"""What the lab shows and does about webhooks."""

import json

from backend.base.refusals import NotFound, Rejected
from backend.events import outbox
from backend.models.queries import webhooks as asked
from backend.models.webhook import WebhookAttempt, WebhookEndpoint, WebhookMessage
from backend.world.environment import Environment
from contract import lab_examples
from contract.hints import Code
from contract.messages import lab_webhooks
from contract.messages.lab_webhooks import DeliveryState
from contract.vocabulary import WebhookEvent

_EXAMPLES = {
    WebhookEvent.ORDER_STATUS_CHANGE: lab_examples.ORDER_STATUS_CHANGE,
    WebhookEvent.PAYMENT_COMPLETED: lab_examples.PAYMENT_COMPLETED,
    WebhookEvent.PRINT_FINISHED: lab_examples.PRINT_FINISHED,
}


def list_webhooks(environment: Environment) -> lab_webhooks.Webhooks:
    with environment.store.reading():
        return lab_webhooks.Webhooks(webhooks=[_webhook(endpoint) for endpoint in asked.endpoints()])


def remove_webhook(environment: Environment, webhook_id: str) -> None:
    """With its deliveries; idempotent."""
    with environment.store.writing():
        asked.remove_endpoint(webhook_id)


def list_deliveries(environment: Environment, query: lab_webhooks.FindDeliveries) -> lab_webhooks.Deliveries:
    """Newest first."""
    wanted = query.model_dump(include={"event", "order_id", "state"}, exclude_none=True)
    with environment.store.reading():
        return lab_webhooks.Deliveries(deliveries=_deliveries(asked.messages(wanted, query.limit)))


def find_delivery(environment: Environment, message_id: str) -> lab_webhooks.Delivery:
    """Raises NotFound."""
    with environment.store.reading():
        return _deliveries([_find(message_id)])[0]


def replay(environment: Environment, message_id: str) -> lab_webhooks.Delivery:
    """Send it again, with the same `webhook-id`; also to a disabled webhook, since a person asks. Raises NotFound."""
    now = environment.now
    with environment.store.writing():
        message = _find(message_id)
        message.state, message.due_at, message.failures = DeliveryState.PENDING, now, 0
        message.save()
        return _deliveries([message])[0]


def replay_many(environment: Environment, request: lab_webhooks.ReplayDeliveries) -> lab_webhooks.Replayed:
    """As `replay` does, all that meet every condition. Raises Rejected without any."""
    wanted = {name: value for name, value in request.model_dump().items() if value is not None}
    if not wanted:
        expected = ", ".join(lab_webhooks.ReplayDeliveries.model_fields)
        raise Rejected(Code.CONDITION_MISSING, f"Name at least one of: {expected}", expected=expected)
    with environment.store.writing():
        return lab_webhooks.Replayed(count=asked.send_again(wanted, environment.now))


def send_test(environment: Environment, webhook_id: str, event: WebhookEvent) -> lab_webhooks.Delivery:
    """The example of an event, to this endpoint alone, whatever it listens to; also to a disabled one, since a person
    asks. Raises NotFound."""
    with environment.store.writing():
        if WebhookEndpoint.find(webhook_id) is None:
            raise NotFound(Code.WEBHOOK_UNKNOWN, f"Webhook not found: {webhook_id}", webhook_id=webhook_id)
        example = _EXAMPLES[event]
        letter = outbox.Letter(webhook_id, event, example["order_id"], json.dumps(example))
        message = outbox.write(environment.chance, letter, environment.now)
        return _deliveries([message])[0]


def _find(message_id: str) -> WebhookMessage:
    message = asked.message_of(message_id)
    if message is None:
        raise NotFound(Code.DELIVERY_UNKNOWN, f"Delivery not found: {message_id}", message_id=message_id)
    return message


def _deliveries(messages: list[WebhookMessage]) -> list[lab_webhooks.Delivery]:
    """Each with its attempts, the first one first; in three queries, however many there are."""
    attempts: dict[int, list[WebhookAttempt]] = {message.id: [] for message in messages}
    for attempt in asked.attempts_at(messages):
        attempts[attempt.message].append(attempt)
    urls = {endpoint.webhook_id: endpoint.url for endpoint in asked.endpoints()}
    return [_delivery(message, urls[message.webhook_id], attempts[message.id]) for message in messages]


def _webhook(endpoint: WebhookEndpoint) -> lab_webhooks.Webhook:
    return lab_webhooks.Webhook(
        webhook_id=endpoint.webhook_id,
        webhook_url=endpoint.url,
        events=endpoint.events,
        created_at=endpoint.created_at,
        disabled_at=endpoint.disabled_at,
    )


def _delivery(message: WebhookMessage, url: str, attempts: list[WebhookAttempt]) -> lab_webhooks.Delivery:
    return lab_webhooks.Delivery(
        message_id=message.message_id,
        webhook_id=message.webhook_id,
        webhook_url=url,
        event=message.event,
        order_id=message.order_id,
        state=message.state,
        created_at=message.created_at,
        next_attempt_at=message.due_at if message.state is DeliveryState.PENDING else None,
        body=message.body,
        attempts=[_attempt(attempt) for attempt in attempts],
    )


def _attempt(attempt: WebhookAttempt) -> lab_webhooks.Attempt:
    return lab_webhooks.Attempt(
        at=attempt.at,
        milliseconds=attempt.milliseconds,
        status=attempt.status,
        error=attempt.error,
        response=attempt.response,
    )
