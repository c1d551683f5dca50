"""The lab's own calls in the form of the documented ones, as far as explanations lead to them."""

from dataclasses import replace
from typing import Any

from contract.endpoints import Endpoint
from contract.messages import lab, lab_webhooks, refunds
from contract.messages.base import Answer, Request

_ORDER = "/lab/orders/{order_id}"


def _call(name: str, method: str, path: str, answer: type[Answer] | None = None) -> Endpoint:
    return Endpoint(name, method, path, "", "The lab's own", answer)


def _taking(endpoint: Endpoint, request: type[Request], example: dict[str, Any]) -> Endpoint:
    return replace(endpoint, requests=(request,), examples=(example,))


EVENTS = _call("lab_events", "GET", "/lab/events", lab.Events)
ORDERS = _call("lab_orders", "GET", "/lab/orders", lab.Orders)
STOCK = _call("lab_stock", "GET", "/lab/stock", lab.Stock)
CLAIM = _taking(
    _call("lab_claim", "POST", f"{_ORDER}/claim", lab.LabOrder),
    lab.ClaimJob,
    {"station_id": "station-1", "station_name": "Station 1", "equipment_id": "CN_DEBUG_01"},
)
RELEASE = _call("lab_release", "DELETE", f"{_ORDER}/claim")
PROGRESS = _taking(
    _call("lab_progress", "PUT", f"{_ORDER}/progress"),
    lab.ReportPrint,
    {"station_id": "station-1", "progress": 40, "phase": "printing"},
)
ORDER_ARTWORK = _call("lab_order_artwork", "GET", f"{_ORDER}/artwork.png")
SESSION_ARTWORK = _call("lab_session_artwork", "GET", "/lab/sessions/{session_id}/artwork.png")
REFUNDS = _call("lab_refunds", "GET", "/lab/refunds", refunds.Refunds)
MAKE_REFUND = _taking(
    _call("lab_make_refund", "POST", "/lab/refunds", refunds.Refund),
    refunds.MakeRefund,
    {"transaction_id": "TXN_VM001_20250804_001", "amount": 21.99, "reason": "The case was not delivered"},
)
WEBHOOKS = _call("lab_webhooks", "GET", "/lab/webhooks", lab_webhooks.Webhooks)
JOURNAL = _call("lab_journal", "GET", "/lab/journal")
JOURNAL_CALL = _call("lab_journal_call", "GET", "/lab/journal/{request_id}")
DELIVERIES = _call("lab_deliveries", "GET", "/lab/webhooks/deliveries", lab_webhooks.Deliveries)
ALL = (
    EVENTS,
    ORDERS,
    STOCK,
    CLAIM,
    RELEASE,
    PROGRESS,
    ORDER_ARTWORK,
    SESSION_ARTWORK,
    REFUNDS,
    MAKE_REFUND,
    WEBHOOKS,
    DELIVERIES,
    JOURNAL,
    JOURNAL_CALL,
)
