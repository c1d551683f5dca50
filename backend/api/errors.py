"""Errors in the guides' shape, and under /lab as problem+json (RFC 9457)."""

import json
import math
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge

from backend.api.answers import encode, respond
from backend.api.context import environment
from backend.services import refusals
from contract.messages.base import format_time
from contract.messages.errors import FieldError, Problem

LONGEST_RECEIVED = 200
"""Characters of a `received_value`."""
_STATUS = {
    refusals.Rejected: HTTPStatus.BAD_REQUEST,
    refusals.NotFound: HTTPStatus.NOT_FOUND,
    refusals.Conflict: HTTPStatus.CONFLICT,
    refusals.Gone: HTTPStatus.GONE,
    refusals.Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
}


def install_errors(app: Flask) -> None:
    """On the app, since blueprints never see unknown URLs. Flask logs what ends as a 500 by itself."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(refusals.Refusal, _refusal)


def _refusal(refusal: refusals.Refusal) -> Response:
    errors = refusal.errors if isinstance(refusal, refusals.Invalid) else []
    return _error(_STATUS[type(refusal)], refusal.detail, errors)


def _http_error(error: HTTPException) -> Response:
    response = _error(error.code or HTTPStatus.INTERNAL_SERVER_ERROR, _detail(error), [])
    for name, value in error.get_headers(request.environ):
        if name != "Content-Type":
            response.headers[name] = value
    return response


def _detail(error: HTTPException) -> str:
    if isinstance(error, NotFound):
        return f"Endpoint not found: {request.method} {request.path}"
    if isinstance(error, MethodNotAllowed):
        return f"{request.method} is not allowed here; allowed: {', '.join(sorted(error.valid_methods or []))}"
    if isinstance(error, RequestEntityTooLarge):
        return "Body is too large: at most 1 MB"
    if error.code == HTTPStatus.INTERNAL_SERVER_ERROR:
        return "Internal server error"
    return error.description or error.name


def _error(status: int, detail: str, errors: list[FieldError]) -> Response:
    if request.path.startswith("/lab/"):
        problem = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail)
        return Response(encode(problem.model_dump()), status, mimetype="application/problem+json")
    document = {
        "detail": detail,
        "validation_errors": [
            {"field": one.field, "message": one.message, "received_value": presentable(one.received_value)}
            for one in errors
        ],
        "timestamp": format_time(environment().now),
    }
    return respond(document, status)


def presentable(value: Any) -> Any:
    """A received value that is fit to be quoted: valid JSON of at most 200 characters."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, str):
        return value[:LONGEST_RECEIVED]
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError:  # an infinite number inside a list or an object
        return json.dumps(value, ensure_ascii=False)[:LONGEST_RECEIVED]
    return value if len(text) <= LONGEST_RECEIVED else text[:LONGEST_RECEIVED]
