"""The delivery log: who is told, what was sent, and once more."""

from flask import Blueprint, Response, request

from backend.http.answers import answer
from backend.http.bodies import read
from backend.http.context import environment
from backend.http.paths import check_path_ids
from backend.http.routing import serves
from backend.lab.access import check_token
from backend.lab.queries import limit, word
from backend.webhooks import log
from contract import lab_endpoints
from contract.messages.lab_webhooks import DeliveryState, ReplayDeliveries, TestWebhook
from contract.vocabulary import WebhookEvent

lab_webhooks = Blueprint("lab_webhooks", __name__)
lab_webhooks.before_request(check_token)
lab_webhooks.before_request(check_path_ids)


@serves(lab_webhooks, lab_endpoints.WEBHOOKS)
def webhooks() -> Response:
    return answer(log.list_webhooks(environment()))


@serves(lab_webhooks, lab_endpoints.REMOVE_WEBHOOK)
def remove(webhook_id: str) -> Response:
    log.remove_webhook(environment(), webhook_id)
    return Response(status=204)


@serves(lab_webhooks, lab_endpoints.TEST_WEBHOOK)
def test(webhook_id: str) -> Response:
    return answer(log.send_test(environment(), webhook_id, read(TestWebhook).event), 202)


@serves(lab_webhooks, lab_endpoints.DELIVERIES)
def deliveries() -> Response:
    event, state = word("event", WebhookEvent), word("state", DeliveryState)
    most = limit(log.USUALLY_SHOWN, log.MOST_SHOWN)
    return answer(log.list_deliveries(environment(), event, request.args.get("order_id"), state, most))


@serves(lab_webhooks, lab_endpoints.DELIVERY)
def delivery(message_id: str) -> Response:
    return answer(log.find_delivery(environment(), message_id))


@serves(lab_webhooks, lab_endpoints.REPLAY_DELIVERY)
def replay(message_id: str) -> Response:
    return answer(log.replay(environment(), message_id), 202)


@serves(lab_webhooks, lab_endpoints.REPLAY_DELIVERIES)
def replay_many() -> Response:
    return answer(log.replay_many(environment(), read(ReplayDeliveries)), 202)
