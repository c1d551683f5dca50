"""Answers as a fault makes them: an error in the server's place, or the server's own, changed."""

import json
from http import HTTPStatus
from typing import Any

from flask import Response, g

from backend.http.answers import encode
from backend.http.errors import error_response
from contract.finding import Finding
from contract.messages.base import JsonObject
from contract.messages.faults import Effect, EffectKind
from faults.directives import USUAL_CONTENT_TYPE, USUAL_FIELDS
from faults.hit import Hit

PAUSES = {HTTPStatus.TOO_MANY_REQUESTS: 5, HTTPStatus.SERVICE_UNAVAILABLE: 5}
"""Seconds of `Retry-After`."""
_DETAILS = {
    400: "Bad request",
    401: "Not authenticated",
    403: "Access denied",
    404: "Not found",
    409: "The request conflicts with the present state",
    410: "Session has expired",
    422: "Validation failed",
    429: "Rate limit exceeded: 35 requests/minute. Try again in 5 s",
    500: "Internal server error",
    502: "Bad gateway",
    503: "Service temporarily unavailable. Try again in 5 s",
    504: "Gateway timeout",
}


def status_answer(hit: Hit, status: int) -> Response:
    """The documented error body, and beside it the hint that says whose doing it is."""
    g.findings = [Finding(hit.code, {"fault": hit.fault, "status": status})]
    detail = _DETAILS.get(status, HTTPStatus(status).phrase)
    response = error_response(status, detail, [], hit.code)
    if status in PAUSES:
        response.headers["Retry-After"] = str(PAUSES[HTTPStatus(status)])
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def change(response: Response, effect: Effect) -> None:
    """What of an effect concerns the answer itself."""
    if effect.kind is EffectKind.WRONG_CONTENT_TYPE:
        response.headers["Content-Type"] = effect.content_type or USUAL_CONTENT_TYPE
    elif effect.kind is EffectKind.EXTRA_FIELDS and response.is_json:
        fields = effect.fields or USUAL_FIELDS
        response.set_data(encode(_extended(json.loads(response.get_data()), fields)))


def _extended(document: Any, fields: JsonObject) -> Any:
    """Every object of the document with fields that it doesn't have yet."""
    if isinstance(document, list):
        return [_extended(item, fields) for item in document]
    if isinstance(document, dict):
        return {name: _extended(value, fields) for name, value in document.items()} | _missing(document, fields)
    return document


def _missing(document: JsonObject, fields: JsonObject) -> JsonObject:
    return {name: value for name, value in fields.items() if name not in document}
