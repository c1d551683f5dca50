"""A client that speaks the documented calls to the app under test, and the time that the tests set."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

TOKEN = "a token of the lab"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
ORDER_DATA: dict[str, Any] = {
    "brand": "iphone",
    "model": "iPhone 15 Pro",
    "template": "retro-remix",
    "images": ["image1.jpg"],
    "text": "My Custom Text",
    "font": "Inter",
    "colors": {"background": "#FFFFFF", "text": "#000000"},
}
MODEL = "iphone-iphone-15-pro"


class ManualClock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.moment = datetime(2025, 8, 4, 14, 30, 22, tzinfo=UTC)
        self.fail_once = False
        self.has_failed = threading.Event()

    def now(self) -> datetime:
        if self.fail_once:
            self.fail_once = False
            self.has_failed.set()
            raise OSError("the clock has stopped")
        return self.moment

    def advance(self, **lapse: float) -> None:
        self.moment += timedelta(**lapse)


class Api:
    """The calls of a sale, each with the guides' own request; `changed` replaces some of its fields."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def create(self, **changed: Any) -> TestResponse:
        return self.client.post("/api/vending/create-session", json={"machine_id": "VM001"} | changed)

    def session(self, **changed: Any) -> str:
        return str(self.create(**changed).json["session_id"])  # type: ignore[index]  # JSON is untyped

    def get(self, session_id: str, call: str) -> TestResponse:
        return self.client.get(f"/api/vending/session/{session_id}/{call}")

    def status(self, session_id: str) -> dict[str, Any]:
        return dict(self.get(session_id, "status").json or {})

    def register(self, session_id: str, /, **changed: Any) -> TestResponse:
        body = {"machine_id": "VM001", "session_id": session_id, "ip_address": "192.168.1.100"}
        return self._post(session_id, "register-user", body | changed)

    def progress(self, session_id: str, /, **body: Any) -> TestResponse:
        return self.client.post(f"/shop/session/{session_id}/progress", json=body)

    def summary(self, session_id: str, /, **changed: Any) -> TestResponse:
        body = {
            "session_id": session_id,
            "order_data": ORDER_DATA,
            "payment_amount": 21.99,
            "currency": "GBP",
        }
        return self._post(session_id, "order-summary", body | changed)

    def confirm(self, session_id: str, /, **changed: Any) -> TestResponse:
        body = {
            "session_id": session_id,
            "payment_method": "card",
            "payment_amount": 21.99,
            "transaction_id": f"TXN_{session_id}",
            "payment_data": {"card_last_four": "1234", "card_type": "Visa"},
        }
        return self._post(session_id, "confirm-payment", body | changed)

    def validate(self, session_id: str) -> TestResponse:
        return self.client.post(f"/api/vending/session/{session_id}/validate")

    def delete(self, session_id: str) -> TestResponse:
        return self.client.delete(f"/api/vending/session/{session_id}")

    def update_order(self, order_id: str, status: str, **more: Any) -> TestResponse:
        body = {"order_id": order_id, "status": status} | more
        return self.client.post("/api/chinese/order-status-update", json=body)

    def print_status(self, order_id: str) -> dict[str, Any]:
        return dict(self.client.get(f"/api/chinese/print/{order_id}/status").json or {})

    def lab(self, path: str, **options: Any) -> TestResponse:
        return self.client.open(f"/lab/{path}", headers=BEARER, **options)

    def claim(self, order_id: str, station: str = "s1", equipment: str = "CN_DEBUG_01") -> TestResponse:
        body = {"station_id": station, "station_name": f"Station {station}", "equipment_id": equipment}
        return self.lab(f"orders/{order_id}/claim", method="POST", json=body)

    def stock(self, equipment: str = "CN_DEBUG_01", model: str = MODEL) -> dict[str, int]:
        levels = (self.lab(f"stock?equipment_id={equipment}").json or {})["levels"]
        level = next(one for one in levels if one["model_id"] == model)
        return {name: level[name] for name in ("on_hand", "reserved", "available")}

    def registered(self, **changed: Any) -> str:
        session_id = self.session(**changed)
        self.register(session_id)
        return session_id

    def pending(self, **summary: Any) -> str:
        """A session that waits for its payment."""
        session_id = self.registered()
        self.summary(session_id, **summary)
        return session_id

    def order(self) -> str:
        """An order that waits for its print."""
        return str(self.confirm(self.pending()).json["order_id"])  # type: ignore[index]  # JSON is untyped

    def _post(self, session_id: str, call: str, body: dict[str, Any]) -> TestResponse:
        return self.client.post(f"/api/vending/session/{session_id}/{call}", json=body)


def shape(value: Any) -> Any:
    """A JSON document with its types in place of its values: what a client may rely on."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items() if key != "debug_info"}
    if isinstance(value, list):
        return [shape(item) for item in value]
    return type(value)
