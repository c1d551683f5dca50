"""The documented API: both integration guides, and the shopper's one call."""

from types import MappingProxyType
from typing import Any

from backend.openapi.document import schema
from backend.openapi.links import links_from
from backend.openapi.parameters import PATH
from backend.openapi.surface import HINT, Node, Surface, header
from contract import endpoints
from contract.endpoint import Endpoint
from contract.examples import PATH_IDS
from contract.kinds import HEALTH_CHECK, MANUFACTURER, SHOP, VENDING, Rate
from contract.messages.debug import DebugInfo
from contract.messages.errors import Error

_TAGS = {
    MANUFACTURER.name: "Sections 1 to 7 of both guides, and 2.1.0's webhooks",
    VENDING.name: "Sections 8 to 10 of guide 2.2.0",
    HEALTH_CHECK.name: "Section 11 of guide 2.2.0",
    SHOP.name: "The phone's one call that no guide has",
}
_RATE_LIMIT = {
    "X-RateLimit-Limit": header("Calls a minute", "integer"),
    "X-RateLimit-Remaining": header("Calls left in this minute", "integer"),
    "X-RateLimit-Reset": header("When the oldest call is forgotten, Unix seconds", "integer"),
}

_REASONS = {
    400: "The request can't be used: malformed, or against the present state",
    403: "The link is unsigned, altered or too old",
    404: "There is no such thing",
    405: "The method is not allowed here",
    410: "The session has expired",
    413: "The body is larger than 1 MB",
    415: "The body is not application/json",
    422: "Fields are missing, mistyped, too long or out of range; `validation_errors` names them",
    429: "Too many calls; wait as long as Retry-After says",
    500: "A fault of the server",
    503: "The database is busy; repeat after Retry-After",
}


class _Guides(Surface):
    title = "PimpMyCase rehearsal lab"
    description = """
The documented API of both integration guides (2.2.0 and 2.1.0), as this rehearsal lab serves it.

Every refused call bears a `Lab-Hint` header that says in English and Chinese what to do; the lab's journal keeps each
call with a curl command that works. 每个被拒绝的请求都带有 `Lab-Hint` 响应头，用中英文说明原因和解决办法。
"""
    endpoints = endpoints.ALL
    tags = MappingProxyType(_TAGS)
    reasons = _REASONS
    always = frozenset({404, 405, 429, 500, 503})
    error, error_type = Error, "application/json"

    def tag_of(self, endpoint: Endpoint) -> str:
        return endpoint.kind.name

    def describe(self, endpoint: Endpoint) -> str:
        return f"Guide {endpoint.section}." if endpoint in endpoints.DOCUMENTED else endpoint.section

    def path_id(self, endpoint: Endpoint, name: str) -> Node:
        return {"schema": PATH.get(endpoint.path, PATH[name]), "example": PATH_IDS[name]}

    def headers(self, endpoint: Endpoint) -> Node:
        return HINT | (_RATE_LIMIT if endpoint.kind.rate is Rate.CALLER else {})

    def answer(self, endpoint: Endpoint, schema_of_message: Any) -> Any:
        # test-connection has a debug block of its own, into which development mode merges.
        if endpoint.answer is None or endpoint is endpoints.TEST_CONNECTION or not endpoint.kind.has_debug_info:
            return schema_of_message
        debug = {"type": "object", "properties": {"debug_info": schema(DebugInfo)}}
        return {"allOf": [schema_of_message, debug]}

    def links(self, endpoint: Endpoint) -> Node:
        return links_from(endpoint)


GUIDES = _Guides()
