"""The answer to what the gate couldn't read as a request: the gate says why, and the application in which words."""

from http import HTTPStatus

from flask import Response, g, request

from backend.http.errors import error_response
from backend.http.passage import NOTE, PASSAGE
from contract.finding import Finding
from contract.hints import Code
from contract.wire import Passage, Refused


def refuse_unread() -> Response | None:
    """Nothing for what is a request. The connection ends with it: nobody knows where a next one begins."""
    environ = request.environ
    if environ.get(PASSAGE) is not Passage.UNREAD:
        return None
    refused = Refused.parse(environ[NOTE])
    finding = Finding(Code(refused.code), dict(refused.facts))
    g.findings = [finding]
    response = error_response(refused.status or HTTPStatus.BAD_REQUEST, refused.detail, [], finding.code)
    response.headers["Connection"] = "close"
    return response
