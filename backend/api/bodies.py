"""JSON on its way in: from bytes to a request of the contract, refused in the documented order."""

import json
from typing import Any, TypeVar

from flask import request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from backend.services.validation import validated
from contract.messages.base import Request

RequestT = TypeVar("RequestT", bound=Request)
DEEPEST = 50


def read(model: type[RequestT]) -> RequestT:
    """The body as a request. Raises UnsupportedMediaType (415), BadRequest (400) and Invalid (422)."""
    if not request.is_json:
        raise UnsupportedMediaType("Content-Type must be application/json")
    return validated(model, _json_object(request.get_data()))


def _json_object(data: bytes) -> dict[str, Any]:
    """Of a key that comes twice the last one counts, as most JSON readers do."""
    try:
        document = json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"Body is not valid JSON: {error}") from error
    if not isinstance(document, dict):
        raise BadRequest("Body must be a JSON object")
    if _depth(document) > DEEPEST:
        raise BadRequest(f"Body is nested deeper than {DEEPEST} levels")
    return document


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


def _depth(document: object) -> int:
    depth, level = 0, [document]
    while level:
        depth += 1
        level = [item for value in level for item in _items(value) if isinstance(item, dict | list)]
    return depth


def _items(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
