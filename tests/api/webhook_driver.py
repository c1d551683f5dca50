"""The calls about webhooks, with the guide's own request."""

import json
from typing import Any

from werkzeug.test import TestResponse

from tests.api.api_driver import Api
from tests.api.receiver import SECRET, Receiver

EVENTS = ["order_status_change", "payment_completed", "print_finished"]
PRINTED = {"webhook_url": "https://your-system.com/webhook/pimpycase", "events": EVENTS, "secret": SECRET}


def configure(api: Api, **changed: Any) -> TestResponse:
    return api.client.post("/api/chinese/webhook/configure", json=PRINTED | changed)


def listening(api: Api, receiver: Receiver, *events: str) -> str:
    """The id of a webhook that leads to this receiver; without words, of all events."""
    return str((configure(api, webhook_url=receiver.url, events=events or EVENTS).json or {})["webhook_id"])


def deliveries(api: Api, query: str = "") -> list[dict[str, Any]]:
    """What the delivery log says, oldest first."""
    return list((api.lab(f"webhooks/deliveries{query}").json or {})["deliveries"])[::-1]


def told(receiver: Receiver) -> list[dict[str, Any]]:
    """The events that a receiver has got so far."""
    return [json.loads(call.body) for call in receiver.all()]
