"""Parameters of paths and queries, which no message of the contract describes."""

from typing import Any

from contract import endpoints

ID = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,100}$"}
PATH: dict[str, dict[str, Any]] = {
    "session_id": {
        "type": "string",
        "maxLength": 200,
        "pattern": "^[A-Za-z0-9_-]+_[0-9]{8}_[0-9]{6}_[A-Za-z0-9]{6,8}$",
        "description": "machine, UTC date, UTC time, 6 to 8 letters or digits",
    },
    "order_id": ID,
    "equipment_id": ID,
    "payment_id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "description": "transaction_id, third_id or payment_id",
    },
    endpoints.CHECK_SESSION_ID.path: {
        "type": "string",
        "minLength": 1,
        "description": "Any text; it is only looked at",
    },
}
"""By the parameter's name, or by the path where an endpoint takes more than the others."""

QUERY: dict[str, list[dict[str, Any]]] = {
    endpoints.BATCH_DOWNLOAD.name: [
        {
            "name": "order_ids",
            "in": "query",
            "required": True,
            "explode": True,
            "schema": {"type": "array", "items": ID, "minItems": 1, "maxItems": 50},
            "example": ["ORDER_1", "ORDER_2"],
        },
        {
            "name": "format",
            "in": "query",
            "schema": {"type": "string", "enum": ["zip", "tar"], "default": "zip"},
        },
    ],
}
