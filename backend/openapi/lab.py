"""The lab's own API, which no guide has."""

from typing import Any

from backend.openapi.parameters import ID, PATH
from backend.openapi.surface import HINT, Node, Surface, header
from contract import lab_endpoints
from contract.endpoint import Endpoint
from contract.lab_examples import LAB_PATH_IDS
from contract.messages.errors import Problem

_TAGS = {
    "Events": "What changes, and one session from its creation on",
    "Clock": "Real, scaled or frozen time, and letting time pass",
    "Faults": "Lost replies, errors and delays on demand",
    "Journal": "Every call, with what the backend made of it",
    "Money and goods": "Do they agree? And giving money back",
    "Snapshots": "The whole world, saved and brought back",
    "Webhooks": "Who is told, what was sent, and once more",
    "Print queue": "What our own stations need beside the documented calls",
}
_REASONS = {
    400: "The request can't be used: malformed, or against itself",
    401: "The lab's token is missing or wrong",
    403: "The Host header names another computer",
    404: "There is no such thing",
    405: "The method is not allowed here",
    409: "Something else stands in its way: a claim, a name that is taken, the present state",
    413: "The body is larger than 1 MB",
    415: "The body is not application/json",
    422: "Fields are missing, mistyped, too long, out of range or contradict each other; `detail` names them",
    500: "A fault of the server",
    503: "The database is busy; repeat after Retry-After",
}
_SECURITY = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "What stands in the file that the backend names at its start",
    }
}

_HAR = {
    "type": "object",
    "required": ["log"],
    "properties": {"log": {"type": "object", "required": ["version", "creator", "pages", "entries"]}},
    "externalDocs": {"description": "HAR 1.2", "url": "http://www.softwareishard.com/blog/har-12-spec/"},
}


class _Lab(Surface):
    title = "PimpMyCase rehearsal lab: the lab's own API"
    description = """
Time, faults, the journal, the ledger, snapshots and webhooks of the rehearsal lab. Nothing of it is in a guide.

Every call needs `Authorization: Bearer` with the lab's token; the backend names the file that it lies in at its start.
Errors are problem+json (RFC 9457) with the code of their hint. Pages from other hosts get nothing: no CORS, and the
Host header has to name an address or a name of this computer.
每个请求都需要 `Authorization: Bearer` 演练室令牌，令牌文件见后端启动时的输出；错误为 problem+json，附提示代码。
"""
    endpoints = lab_endpoints.ALL
    tags = _TAGS
    reasons = _REASONS
    always = frozenset({400, 401, 403, 404, 405, 500, 503})
    error, error_type = Problem, "application/problem+json"
    security = _SECURITY

    def tag_of(self, endpoint: Endpoint) -> str:
        return endpoint.section

    def describe(self, endpoint: Endpoint) -> str:
        return endpoint.answer.__doc__ or "" if endpoint.answer else endpoint.summary

    def path_id(self, endpoint: Endpoint, name: str) -> Node:  # noqa: ARG002 (an id is the same everywhere in the lab)
        return {"schema": PATH.get(name, ID), "example": LAB_PATH_IDS[name]}

    def answer(self, endpoint: Endpoint, schema: Any) -> Any:
        return _HAR if endpoint is lab_endpoints.EXPORT_HAR else schema

    def headers(self, endpoint: Endpoint) -> Node:  # noqa: ARG002 (every answer has the same)
        return HINT | {"Cache-Control": header("Always no-store", "string")}


LAB_API = _Lab()
