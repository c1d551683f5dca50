"""OpenAPI 3.1 from the table of the surface and its messages; openapi-pydantic checks it and gathers the schemas."""

import re
from functools import lru_cache
from typing import Any

from openapi_pydantic import OpenAPI
from openapi_pydantic.util import PydanticSchema, construct_open_api_with_schema_class
from pydantic import BaseModel

from backend.openapi.links import links_from
from backend.openapi.parameters import PATH, QUERY
from contract import endpoints
from contract.endpoints import Endpoint
from contract.examples import PATH_IDS
from contract.messages.debug import DebugInfo
from contract.messages.errors import Error

Node = dict[str, Any]
DESCRIPTION = """
The documented API of both integration guides (2.2.0 and 2.1.0), as this rehearsal lab serves it.

Every refused call bears a `Lab-Hint` header that says in English and Chinese what to do; the lab's journal keeps each
call with a curl command that works. 每个被拒绝的请求都带有 `Lab-Hint` 响应头，用中英文说明原因和解决办法。
"""
REASONS = {
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
ALWAYS = (404, 405, 429, 500, 503)
TAGS = {
    "/api/chinese": ("Manufacturer", "Sections 1 to 7 of both guides, and 2.1.0's webhooks"),
    "/api/vending": ("Vending machine", "Sections 8 to 10 of guide 2.2.0"),
    "/health": ("Health", "Section 11 of guide 2.2.0"),
    "/shop": ("Shopper", "The phone's one call that no guide has"),
}


def _header(description: str, kind: str) -> Node:
    return {"description": description, "schema": {"type": kind}}


HINT = {"Lab-Hint": _header("Why, in English and Chinese, with a stable code", "string")}
RETRY_AFTER = {"Retry-After": _header("Seconds to wait", "integer")}
RATE_LIMIT = {
    "X-RateLimit-Limit": _header("Calls a minute", "integer"),
    "X-RateLimit-Remaining": _header("Calls left in this minute", "integer"),
    "X-RateLimit-Reset": _header("When the oldest call is forgotten, Unix seconds", "integer"),
}


def document(server_url: str) -> Node:
    """The document as JSON; `server_url` is where its reader reaches us."""
    return _document() | {"servers": [{"url": server_url}]}


@lru_cache(maxsize=1)
def _document() -> Node:
    surface: Node = {
        "openapi": "3.1.1",
        "info": {"title": "PimpMyCase rehearsal lab", "version": "2.2.0", "description": DESCRIPTION.strip()},
        "tags": [{"name": name, "description": description} for name, description in TAGS.values()],
        "paths": _paths(),
        "components": {"responses": {str(status): _refusal(status) for status in REASONS}},
    }
    complete = construct_open_api_with_schema_class(OpenAPI.model_validate(surface))
    return complete.model_dump(mode="json", by_alias=True, exclude_none=True)


def _paths() -> Node:
    paths: Node = {}
    for endpoint in endpoints.ALL:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    return paths


def _operation(endpoint: Endpoint) -> Node:
    operation: Node = {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "description": f"Guide {endpoint.section}." if endpoint in endpoints.DOCUMENTED else endpoint.section,
        "tags": [next(name for prefix, (name, _) in TAGS.items() if endpoint.path.startswith(prefix))],
        "parameters": [*_path_parameters(endpoint), *QUERY.get(endpoint.path, [])],
        "responses": _responses(endpoint),
    }
    return operation | ({"requestBody": _body(endpoint)} if endpoint.requests else {})


def _path_parameters(endpoint: Endpoint) -> list[Node]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": PATH.get(endpoint.path, PATH[name]),
            "example": PATH_IDS[name],
        }
        for name in re.findall(r"{(\w+)}", endpoint.path)
    ]


def _body(endpoint: Endpoint) -> Node:
    shapes = [_schema(request) for request in endpoint.requests]
    examples = {f"guide_{number}": {"value": body} for number, body in enumerate(endpoint.examples, 1)}
    schema = shapes[0] if len(shapes) == 1 else {"anyOf": shapes}
    return {"required": True, "content": {"application/json": {"schema": schema, "examples": examples}}}


def _responses(endpoint: Endpoint) -> Node:
    success = {
        "description": "As documented",
        "headers": HINT | (RATE_LIMIT if endpoint.path.startswith("/api/chinese/") else {}),
        "content": {kind: {"schema": _answer(endpoint)} for kind in endpoint.media_types},
        "links": links_from(endpoint),
    }
    refused = sorted({*ALWAYS, *endpoint.refusals})
    return {"200": success} | {str(status): {"$ref": f"#/components/responses/{status}"} for status in refused}


def _answer(endpoint: Endpoint) -> Node | PydanticSchema[Any]:
    if endpoint.answer is None:
        return {"type": "string", "format": "binary"}
    answer = _schema(endpoint.answer)
    # test-connection has a debug block of its own, into which development mode merges.
    if endpoint is endpoints.TEST_CONNECTION or not endpoint.path.startswith("/api/"):
        return answer
    return {"allOf": [answer, {"type": "object", "properties": {"debug_info": _schema(DebugInfo)}}]}


def _refusal(status: int) -> Node:
    return {
        "description": REASONS[status],
        "headers": HINT | (RETRY_AFTER if status in {429, 503} else {}),
        "content": {"application/json": {"schema": _schema(Error)}},
    }


def _schema(message: type[BaseModel]) -> PydanticSchema[Any]:
    """Stands for a reference; the library puts the schema itself among the components."""
    return PydanticSchema.model_validate({"schema_class": message})
