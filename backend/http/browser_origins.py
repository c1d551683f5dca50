"""Pages of other origins: whether their browsers let them call us, and read what we answer (CORS).

A browser asks first (a preflight) before a page of another origin may send JSON, and withholds from such a page every
answer that doesn't name its origin. The live service names none; `--browser-origin` opens the documented calls.
The rules are those of https://fetch.spec.whatwg.org/#http-cors-protocol.
"""

from http import HTTPStatus

from flask import Response, request

from backend.base.refusals import Forbidden
from backend.base.remarks import remark
from backend.http.context import environment, present_kind
from backend.http.own_address import own_address
from backend.rules.origins import as_typed, is_open_to, is_same_host
from contract.hints import HEADER, Code

METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE"
"""All that a page may send: what a call doesn't take is refused in words that the page can read."""
READABLE = ", ".join(
    (
        HEADER,
        "Retry-After",
        "X-RateLimit-Limit",
        "X-RateLimit-Remaining",
        "X-RateLimit-Reset",
        "Allow",
        "Content-Disposition",
    )
)
"""Headers that a page couldn't read otherwise, beside the few that it always can."""
MAX_AGE = 600
"""Seconds for which a browser remembers that it may call."""


def meet_page() -> Response | None:
    """The answer to a preflight; None for a call, which is served whoever may read its answer. Raises Forbidden."""
    origin = _origin()
    if origin is None or _is_our_own(origin):
        return None
    if _is_preflight():
        return _answer_preflight(origin)
    if present_kind().is_open_to_pages and not is_open_to(origin, environment().settings.browser_origins):
        remark(Code.ORIGIN_CLOSED, **_closed(origin))
    return None


def open_to_page(response: Response) -> Response:
    """Any answer at all: a page has to be able to read a refusal, too."""
    opened = environment().settings.browser_origins
    if not opened or not present_kind().is_open_to_pages:
        return response
    response.vary.add("Origin")
    origin = _origin()
    if origin is not None and is_open_to(origin, opened):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = READABLE
    return response


def _answer_preflight(origin: str) -> Response:
    if not present_kind().is_open_to_pages:
        detail = f"{request.path} is closed to pages of other origins, and no option opens it"
        raise Forbidden(Code.PATH_CLOSED, detail, field="Origin", received=origin, path=request.path)
    if not is_open_to(origin, environment().settings.browser_origins):
        facts = _closed(origin)
        detail = f"Pages of {origin} may not call: start run_backend.py with {facts['expected']}"
        raise Forbidden(Code.ORIGIN_CLOSED, detail, **facts)
    return _granted()


def _granted() -> Response:
    response = Response(status=HTTPStatus.NO_CONTENT)
    del response.headers["Content-Type"]
    response.headers["Access-Control-Allow-Methods"] = METHODS
    response.headers["Access-Control-Max-Age"] = str(MAX_AGE)
    asked = request.headers.get("Access-Control-Request-Headers")
    if asked:
        response.headers["Access-Control-Allow-Headers"] = asked
    if "Access-Control-Request-Private-Network" in request.headers:  # for pages from the internet
        response.headers["Access-Control-Allow-Private-Network"] = "true"
    return response


def _closed(origin: str) -> dict[str, str]:
    return {"field": "Origin", "received": origin, "expected": f"--browser-origin {as_typed(origin)}"}


def _origin() -> str | None:
    """None where no page calls, or where its browser has nothing to ask."""
    origin: str | None = request.environ.get("HTTP_ORIGIN")
    return origin


def _is_our_own(origin: str) -> bool:
    """Pages of ours tell their origin as well. Behind a proxy they know us by its name."""
    return is_same_host(origin, request.environ.get("HTTP_HOST", "")) or origin == own_address()


def _is_preflight() -> bool:
    return request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
