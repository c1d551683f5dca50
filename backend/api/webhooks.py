"""Guide 2.1.0, "Webhook Integration"."""

from flask import Blueprint, Response

from backend.http.answers import answer
from backend.http.bodies import read
from backend.http.context import environment
from backend.http.routing import serves
from backend.services.configure_webhook import configure_webhook
from contract import endpoints
from contract.messages.webhooks import ConfigureWebhook

webhooks = Blueprint("webhooks", __name__)


@serves(webhooks, endpoints.CONFIGURE_WEBHOOK)
def configure() -> Response:
    return answer(configure_webhook(environment(), read(ConfigureWebhook)))
