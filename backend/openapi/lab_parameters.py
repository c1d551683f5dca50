"""Parameters of the lab's paths and queries, which no message of the contract describes."""

from typing import Any

from backend.openapi.parameters import ID
from backend.openapi.parameters import PATH as DOCUMENTED
from backend.services.event_feed import LONGEST_WAIT
from backend.timeline.sessions import MOST_SESSIONS, USUAL_SESSIONS
from backend.webhooks.log import MOST_SHOWN, USUALLY_SHOWN
from contract import lab_endpoints
from contract.messages.journal import Repeater
from contract.messages.lab_webhooks import DeliveryState
from contract.vocabulary import WebhookEvent
from journal.filters import EVERY, MOST_CALLS, USUAL_CALLS

Parameter = dict[str, Any]
_TEXT = {"type": "string"}
_TIME = {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "maxLength": 0}]}
_CURSOR = {"type": "string", "pattern": "^[0-9]{0,19}$"}

PATH: dict[str, dict[str, Any]] = {
    "session_id": DOCUMENTED["session_id"],
    "order_id": ID,
    "fault_id": ID,
    "preset_id": ID,
    "request_id": ID,
    "snapshot_id": ID,
    "part_id": ID,
    "webhook_id": ID,
    "message_id": ID,
}
"""By the parameter's name."""


def _query(name: str, description: str, schema: dict[str, Any] = _TEXT) -> Parameter:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _words(words: Any) -> dict[str, Any]:
    return {"type": "string", "enum": [str(word) for word in words]}


def _limit(usual: int, most: int) -> Parameter:
    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": usual}
    return _query("limit", "How many at most", schema)


CONDITIONS = [
    _query("machine", "Machine id"),
    _query("session", "Session id"),
    _query("order", "Order id"),
    _query("transaction", "Transaction, third or payment id"),
    _query("request_id", "Number of a call, as in Lab-Hint"),
    _query("route", "The documented path with its braces"),
    _query("actor", "kiosk, station, shopper, demo, rehearsal, or client with its address"),
    _query("method", "HTTP method"),
    _query("status", "One of HTTP's, such as 404, a class of them, such as 4xx, or lost"),
    _query("code", "Code of a hint, such as SESSION_EXPIRED"),
    _query("tag", "Calls that bear this tag"),
    _query("fault", "Calls that this fault hit"),
    _query(
        "repeat",
        "Calls that were sent once more by the client's library, or by the network",
        _words(["", "true", "false", *Repeater]),
    ),
    _query("refused", "Refused calls, or the others", {"type": "boolean"}),
    _query("since", "The lab's time, this or later", _TIME),
    _query("until", "The lab's time, earlier", _TIME),
    _query("q", "Text in path, query, bodies, user agent, number or explanation"),
    _query("before", "`next` of an earlier answer: older calls", _CURSOR),
    _query("after", "Newer calls than this id, the oldest first: to follow what happens", _CURSOR),
]
"""Of the journal, all of which have to hold."""
_CHANGED = [*CONDITIONS, _query(EVERY, "Every call, without conditions", {"enum": ["true"]})]
_PAGE = [*CONDITIONS, _limit(USUAL_CALLS, MOST_CALLS)]
_EQUIPMENT = [_query("equipment_id", "Only this equipment", ID)]

QUERY: dict[str, list[Parameter]] = {
    lab_endpoints.EVENTS.name: [
        _query("after", "`next` of an earlier answer; without it the present cursor and no events"),
        _query(
            "wait",
            f"Seconds to wait for an event, {LONGEST_WAIT:g} at most",
            {"type": "number", "default": 0},
        ),
        _query(
            "part",
            "Who asks, for snapshots, each by its own: kiosk- and its machine id, station- and its equipment id",
        ),
    ],
    lab_endpoints.SESSIONS.name: [_query("machine_id", "Machine id"), _limit(USUAL_SESSIONS, MOST_SESSIONS)],
    lab_endpoints.JOURNAL.name: _PAGE,
    lab_endpoints.EXPORT_HAR.name: _PAGE,
    lab_endpoints.COUNT_CALLS.name: CONDITIONS,
    lab_endpoints.TAG_CALLS.name: _CHANGED,
    lab_endpoints.REMOVE_CALLS.name: _CHANGED,
    lab_endpoints.STOCK.name: _EQUIPMENT,
    lab_endpoints.ORDERS.name: _EQUIPMENT,
    lab_endpoints.DELIVERIES.name: [
        _query("event", "Only this event", _words(WebhookEvent)),
        _query("order_id", "Only this order"),
        _query("state", "Only in this state", _words(DeliveryState)),
        _limit(USUALLY_SHOWN, MOST_SHOWN),
    ],
}
"""By the name of the endpoint."""
