"""Which call it is, and who may make it: then whoever answers it is asked."""

import logging
import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from urllib.parse import parse_qsl, unquote

from contract.endpoint import Endpoint
from contract.hints import Code
from faults.patterns import compiled
from gate.lab.access import check_host, check_token
from gate.lab.asked import Asked
from gate.lab.refusals import Refused
from gate.lab.replies import refusal
from gate.requests import Request

Call = Callable[[Asked], bytes]
"""The answer. Raises Refused."""
logger = logging.getLogger(__name__)
_AS_PROXY = re.compile(r"\A[A-Za-z][A-Za-z0-9+.-]*://[^/?]*")


class Table:
    """The calls that there are. `token` is known once the port is, and nobody gets in before that."""

    def __init__(self, calls: Mapping[Endpoint, Call]) -> None:
        self.token: str | None = None
        self._calls = calls

    def answer(self, request: Request) -> bytes:
        """Of whatever can be read as a request."""
        try:
            check_host(request.head.value(b"host"))
            check_token(request.head.value(b"authorization"), self.token)
            return self._answer(request)
        except Refused as error:
            return refusal(error)
        except Exception:  # the edge of these calls: one that fails must not end the gate
            logger.exception("lab: %r failed", request.target)
            failed = Refused(HTTPStatus.INTERNAL_SERVER_ERROR, Code.SERVER_ERROR, "Internal server error")
            return refusal(failed)

    def _answer(self, request: Request) -> bytes:
        target = _AS_PROXY.sub("", request.target.decode("latin-1"))
        path, _, query = target.partition("?")
        endpoint, ids = self._found(request.method.decode("latin-1"), unquote(path))
        asked = Asked(ids, query, request.head.value(b"content-type"), request.body)
        if endpoint.query is None:
            asked.check_names(dict(parse_qsl(query, keep_blank_values=True)), None)
        return self._calls[endpoint](asked)

    def _found(self, method: str, path: str) -> tuple[Endpoint, dict[str, str]]:
        """Raises Refused."""
        matching = [
            (endpoint, found.groupdict())
            for endpoint in self._calls
            if (found := compiled(endpoint.path).fullmatch(path)) is not None
        ]
        for endpoint, ids in matching:
            if endpoint.method == ("GET" if method == "HEAD" else method):
                return endpoint, ids
        if not matching:
            detail = f"Endpoint not found: {method} {path}"
            raise Refused(HTTPStatus.NOT_FOUND, Code.ROUTE_UNKNOWN, detail)
        allowed = ", ".join(sorted({endpoint.method for endpoint, _ in matching}))
        detail = f"{method} is not allowed here; allowed: {allowed}"
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, Code.METHOD_NOT_ALLOWED, detail, {"Allow": allowed})
