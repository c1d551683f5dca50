"""The delivery log: who is told, what was sent, and once more."""

from flask import Blueprint, Response

from backend.http.answers import answer
from backend.http.bodies import read
from backend.http.context import environment
from backend.http.queries import read_query
from backend.http.routing import serves
from backend.webhooks import log
from contract import lab_endpoints
from contract.messages.lab_webhooks import FindDeliveries, ReplayDeliveries, TestWebhook

lab_webhooks = Blueprint("lab_webhooks", __name__)


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
    return answer(log.list_deliveries(environment(), read_query(FindDeliveries)))


@serves(lab_webhooks, lab_endpoints.DELIVERY)
def delivery(message_id: str) -> Response:
    return answer(log.find_delivery(environment(), message_id))


@serves(lab_webhooks, lab_endpoints.REPLAY_DELIVERY)
def replay(message_id: str) -> Response:
    return answer(log.replay(environment(), message_id), 202)


@serves(lab_webhooks, lab_endpoints.REPLAY_DELIVERIES)
def replay_many() -> Response:
    return answer(log.replay_many(environment(), read(ReplayDeliveries)), 202)
