"""What can be told of a call without asking its server: what a fault did, and what the tables of the guides show.

Mistakes are looked for only in calls that were refused: a server may be more lenient than the guides.
"""

from http import HTTPStatus

from contract.finding import Finding
from contract.hints import Code
from contract.path_mistakes import mistake_in
from faults.hit import Hit
from faults.routes import KNOWN
from journal.wire import Wire

_NO_ROUTE = {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
_UNREAD = {HTTPStatus.BAD_REQUEST, HTTPStatus.UNSUPPORTED_MEDIA_TYPE, HTTPStatus.UNPROCESSABLE_ENTITY}
_JSON = "application/json"
_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


def findings_of(wire: Wire, hit: Hit | None, route: str | None) -> tuple[Finding, ...]:
    """`route` is the documented path, None for another one."""
    if hit is not None:
        return (Finding(hit.code, {"fault": hit.fault, "status": wire.status}),)
    found = None
    if route is None and wire.status in _NO_ROUTE:
        found = _of_path(wire)
    elif route is not None and wire.status in _UNREAD and wire.request_body:
        found = _of_type(wire.content_type.partition(";")[0].strip().lower())
    return () if found is None else (found,)


def _of_path(wire: Wire) -> Finding | None:
    mistake = mistake_in(wire.method, wire.path)
    if mistake is None or mistake.endpoint not in KNOWN:
        return None
    missing = {} if mistake.missing is None else {"field": mistake.missing}
    return Finding(mistake.code, {"path": wire.path, "meant": mistake.path, **missing})


def _of_type(media_type: str) -> Finding | None:
    if media_type == _JSON:
        return None
    if not media_type:
        return Finding(Code.CONTENT_TYPE_MISSING)
    code = Code.CONTENT_TYPE_FORM if media_type in _FORMS else Code.CONTENT_TYPE_OTHER
    return Finding(code, {"content_type": media_type})
