"""Parameters of paths, which no message of the contract describes, and of queries, which one does."""

from typing import Any

from backend.openapi.surface import Node
from contract import endpoints
from contract.endpoint import Endpoint

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

_ELSEWHERE = ("title", "description", "examples")
"""What pydantic puts there and OpenAPI elsewhere."""


def query_parameters(endpoint: Endpoint) -> list[Node]:
    """Of a call's query, as its model has them."""
    if endpoint.query is None:
        return []
    schema = endpoint.query.model_json_schema()
    definitions, required = schema.get("$defs", {}), schema.get("required", [])
    return [_parameter(name, one, definitions, name in required) for name, one in schema["properties"].items()]


def _parameter(name: str, field: Node, definitions: Node, is_required: bool) -> Node:
    parameter: Node = {"name": name, "in": "query", "schema": _plain(field, definitions)}
    if is_required:
        parameter["required"] = True
    if "description" in field:
        parameter["description"] = field["description"]
    if "examples" in field:
        parameter |= {"explode": True, "example": field["examples"][0]}
    return parameter


def _plain(field: Node, definitions: Node) -> Node:
    """A parameter that isn't sent is None, so nothing is said about that; words stand where they are used."""
    said = {name: value for name, value in field.items() if name not in {"anyOf", "$ref", *_ELSEWHERE}}
    if said.get("default", "") is None:
        del said["default"]
    choices = [one for one in field.get("anyOf", [field]) if one != {"type": "null"}]
    if len(choices) > 1:
        return said | {"anyOf": choices}
    word = definitions.get(choices[0].get("$ref", "").rpartition("/")[2], choices[0])
    return {name: value for name, value in word.items() if name not in {"$ref", *_ELSEWHERE}} | said
