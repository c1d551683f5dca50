"""POST /api/chinese/webhook/configure (guide 2.1.0, "Webhook Integration")."""

import re
from datetime import datetime

from backend.base.refusals import Rejected, invalid
from backend.models.drawn import drawn
from backend.models.queries.webhooks import count_endpoints, endpoint_at
from backend.models.webhook import WebhookEndpoint
from backend.outbound.address_guard import AddressRefused, check_url
from backend.outbound.signing import UnusableSecret, key_of
from backend.world.environment import Environment
from contract.hints import Code
from contract.messages.lab_webhooks import HIDDEN
from contract.messages.webhooks import ConfigureWebhook, WebhookConfigured
from kernel.chance import Chance

MOST_ENDPOINTS = 20


def configure_webhook(environment: Environment, request: ConfigureWebhook) -> WebhookConfigured:
    """The same url again replaces events and secret, and enables it anew. Raises Invalid, and Rejected when there are
    too many."""
    check_request(environment, request)
    now = environment.now
    with environment.store.writing():
        endpoint = endpoint_at(request.webhook_url)
        message = "Webhook configured" if endpoint is None else "Webhook replaced"
        if endpoint is None:
            _check_room()
            endpoint = _new(environment.chance, request, now)
        else:
            _replace(endpoint, request)
    return WebhookConfigured(
        success=True,
        message=f"{message} successfully",
        webhook_id=endpoint.webhook_id,
        webhook_url=endpoint.url,
        events=endpoint.events,
        created_at=endpoint.created_at,
    )


def check_request(environment: Environment, request: ConfigureWebhook) -> None:
    try:
        check_url(request.webhook_url, environment.settings.webhook_networks)
        key_of(request.secret)
    except AddressRefused as refused:
        received = _without_password(request.webhook_url)
        raise invalid(Code.WEBHOOK_URL_REFUSED, "webhook_url", str(refused), received) from refused
    except UnusableSecret as unusable:
        raise invalid(Code.FIELD_TYPE, "secret", str(unusable), HIDDEN, "base64 after whsec_") from unusable


def _check_room() -> None:
    """Each endpoint costs every change of an order a message."""
    if count_endpoints() >= MOST_ENDPOINTS:
        detail = f"{MOST_ENDPOINTS} webhooks are configured already: remove one with DELETE /lab/webhooks/..."
        raise Rejected(Code.WEBHOOKS_TOO_MANY, detail, limit=MOST_ENDPOINTS)


def _without_password(url: str) -> str:
    return re.sub(r"//[^/]*@", f"//{HIDDEN}@", url)


def _new(chance: Chance, request: ConfigureWebhook, now: datetime) -> WebhookEndpoint:
    return WebhookEndpoint.create(
        webhook_id=f"wh_{drawn(chance, 8, 'webhook', request.webhook_url).hex()}",
        url=request.webhook_url,
        event_names=_names(request),
        secret=request.secret,
        created_at=now,
    )


def _replace(endpoint: WebhookEndpoint, request: ConfigureWebhook) -> None:
    endpoint.event_names, endpoint.secret, endpoint.disabled_at = _names(request), request.secret, None
    endpoint.save()


def _names(request: ConfigureWebhook) -> str:
    return ",".join(dict.fromkeys(event.value for event in request.events))
