"""Commands to print as both guides print them, and the calls that send them."""

import json
from typing import Any

from werkzeug.test import TestResponse

from contract.hints import parse_hints
from tests.api.api_driver import Api

IMAGES = json.loads("""
{
  "order_id": "ORDER_a819e123",
  "image_urls": [
    "https://cdn.pimpmycase.com/designs/ORDER_a819e123_design1.png",
    "https://cdn.pimpmycase.com/designs/ORDER_a819e123_design2.png"
  ],
  "phone_model": "iphone_15_pro",
  "customer_info": {
    "name": "John Smith",
    "email": "john@example.com",
    "phone": "+44123456789"
  },
  "priority": 2
}""")
ON_EQUIPMENT = json.loads("""
{
  "order_id": "ORDER_a819e123",
  "equipment_id": "CN_DEBUG_01",
  "priority": 1,
  "print_settings": {
    "material": "TPU",
    "color": "transparent",
    "quality": "high"
  }
}""")
TRIGGER = json.loads("""
{
  "order_id": "ORDER_a819e123",
  "equipment_id": "CN_DEBUG_01",
  "print_data": {
    "design_url": "https://example.com/design.png",
    "phone_model": "iphone_14_pro",
    "template": "classic",
    "text": "Custom Text",
    "font": "Arial",
    "color": "#000000"
  }
}""")


def command(api: Api, body: Any, /, **changed: Any) -> TestResponse:
    return api.client.post("/api/chinese/send-print-command", json=body | changed)


def trigger(api: Api, /, **changed: Any) -> TestResponse:
    return api.client.post("/api/chinese/print/trigger", json=TRIGGER | changed)


def without(body: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in names}


def hints(answer: TestResponse) -> list[str]:
    return [hint.code for hint in parse_hints(answer.headers.get("Lab-Hint", ""))]
