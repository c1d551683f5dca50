"""Errors, in the shape of the kind of surface that was called."""

import json
import logging
import math
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge

from backend.base import refusals
from backend.http import misrouted
from backend.http.answers import answer, encode, respond
from backend.http.context import environment, present_kind
from backend.http.dialect import live_failure
from backend.models.unusable import DatabaseBusy, DatabaseFull
from contract.finding import Finding
from contract.hints import Code
from contract.kinds import MEGABYTE, Errors
from contract.masking import mask_received
from contract.messages.base import format_time
from contract.messages.errors import FieldError, Problem

logger = logging.getLogger(__name__)
BUSY_PAUSE = 1
"""Seconds after which a call that found the database busy may come again."""
LONGEST_RECEIVED = 200
"""Characters of a `received_value`."""
_STATUS = {
    refusals.Rejected: HTTPStatus.BAD_REQUEST,
    refusals.Unauthorised: HTTPStatus.UNAUTHORIZED,
    refusals.Forbidden: HTTPStatus.FORBIDDEN,
    refusals.NotFound: HTTPStatus.NOT_FOUND,
    refusals.Conflict: HTTPStatus.CONFLICT,
    refusals.Gone: HTTPStatus.GONE,
    refusals.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    refusals.WrongType: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    refusals.Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    refusals.TooMany: HTTPStatus.TOO_MANY_REQUESTS,
    refusals.Busy: HTTPStatus.SERVICE_UNAVAILABLE,
}


def install_errors(app: Flask) -> None:
    """On the app, since blueprints never see unknown URLs. Flask logs what ends as a 500 by itself."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(refusals.Refusal, refuse)
    app.register_error_handler(DatabaseBusy, _busy)
    app.register_error_handler(DatabaseFull, _full)


def _busy(error: DatabaseBusy) -> Response:
    return refuse(refusals.Busy(Code.DATABASE_BUSY, str(error), BUSY_PAUSE))


def _full(error: DatabaseFull) -> Response:
    logger.error("%s", error)
    g.findings = [Finding(Code.SERVER_ERROR)]
    return error_response(HTTPStatus.INTERNAL_SERVER_ERROR, str(error), [], Code.SERVER_ERROR)


def refuse(refusal: refusals.Refusal) -> Response:
    """The documented answer to a refusal; its finding goes to whoever explains."""
    g.findings = refusal.findings
    as_live = live_failure(refusal)
    if as_live is not None:
        return answer(as_live)
    errors = refusal.errors if isinstance(refusal, refusals.Invalid) else []
    response = error_response(_STATUS[type(refusal)], refusal.detail, errors, refusal.finding.code)
    if isinstance(refusal, refusals.TooMany | refusals.Busy):
        response.headers["Retry-After"] = str(refusal.retry_after)
    if isinstance(refusal, refusals.Unauthorised):
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _http_error(error: HTTPException) -> Response:
    """What Flask itself refuses: unknown URLs, methods, sizes, and bugs of ours."""
    finding = _finding(error)
    g.findings = [finding]
    response = error_response(error.code or HTTPStatus.INTERNAL_SERVER_ERROR, _detail(error), [], finding.code)
    for name, value in error.get_headers(request.environ):
        if name != "Content-Type":
            response.headers[name] = value
    return response


def _finding(error: HTTPException) -> Finding:
    if isinstance(error, NotFound | MethodNotAllowed):
        return misrouted.finding_of(error)
    if isinstance(error, RequestEntityTooLarge):
        return Finding(Code.BODY_TOO_LARGE, {"limit": present_kind().largest_body // MEGABYTE})
    if error.code is None or error.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Finding(Code.SERVER_ERROR)
    return Finding(Code.REQUEST_MALFORMED, {"problem": _detail(error)})


def _detail(error: HTTPException) -> str:
    if isinstance(error, NotFound):
        return f"Endpoint not found: {request.method} {request.path}"
    if isinstance(error, MethodNotAllowed):
        return f"{request.method} is not allowed here; allowed: {_allowed(error)}"
    if isinstance(error, RequestEntityTooLarge):
        return f"Body is too large: at most {present_kind().largest_body // MEGABYTE} MB"
    if error.code == HTTPStatus.INTERNAL_SERVER_ERROR:
        return "Internal server error"
    return error.description or error.name


def _allowed(error: MethodNotAllowed) -> str:
    return ", ".join(sorted(error.valid_methods or []))


def error_response(status: int, detail: str, errors: list[FieldError], code: Code) -> Response:
    """The error shape of what was called."""
    if present_kind().errors is Errors.PROBLEM:
        problem = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, code=code)
        return Response(encode(problem.model_dump()), status, mimetype="application/problem+json")
    document = {
        "detail": detail,
        "validation_errors": [
            {"field": one.field, "message": one.message, "received_value": _quoted(one)} for one in errors
        ],
        "timestamp": format_time(environment().now),
    }
    return respond(document, status)


def _quoted(error: FieldError) -> Any:
    return presentable(mask_received(error.field, error.received_value))


def presentable(value: Any) -> Any:
    """A received value that is fit to be quoted: valid JSON of at most 200 characters."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, str):
        # A lone surrogate as its escape: as itself it would break the client that prints our answer.
        return value[:LONGEST_RECEIVED].encode("utf-8", "backslashreplace").decode()[:LONGEST_RECEIVED]
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError:  # an infinite number inside a list or an object
        return json.dumps(value, ensure_ascii=False)[:LONGEST_RECEIVED]
    return value if len(text) <= LONGEST_RECEIVED else text[:LONGEST_RECEIVED]
