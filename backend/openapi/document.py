"""OpenAPI 3.1 from a table of endpoints and its messages; openapi-pydantic checks it and gathers the schemas."""

import re
from functools import lru_cache
from typing import Any

from openapi_pydantic import OpenAPI
from openapi_pydantic.util import PydanticSchema, construct_open_api_with_schema_class
from pydantic import BaseModel

from backend.openapi.parameters import query_parameters
from backend.openapi.surface import HINT, Node, Surface, header
from contract.endpoint import Endpoint

NO_CONTENT = 204
RETRY_AFTER = {"Retry-After": header("Seconds to wait", "integer")}


def document(surface: Surface, server_url: str) -> Node:
    """The document as JSON; `server_url` is where its reader reaches us."""
    return _document(surface) | {"servers": [{"url": server_url}]}


@lru_cache(maxsize=2)
def _document(surface: Surface) -> Node:
    responses = {str(status): _refusal(surface, status) for status in surface.reasons}
    described: Node = {
        "openapi": "3.1.1",
        "info": {"title": surface.title, "version": surface.version, "description": surface.description.strip()},
        "tags": [{"name": name, "description": description} for name, description in surface.tags.items()],
        "paths": _paths(surface),
        "components": {"responses": responses, "securitySchemes": dict(surface.security) or None},
        "security": [{name: [] for name in surface.security}] if surface.security else None,
    }
    complete = construct_open_api_with_schema_class(OpenAPI.model_validate(described))
    return complete.model_dump(mode="json", by_alias=True, exclude_none=True)


def _paths(surface: Surface) -> Node:
    paths: Node = {}
    for endpoint in surface.endpoints:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(surface, endpoint)
    return paths


def _operation(surface: Surface, endpoint: Endpoint) -> Node:
    operation: Node = {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "description": surface.describe(endpoint),
        "tags": [surface.tag_of(endpoint)],
        "parameters": [*_path_parameters(surface, endpoint), *query_parameters(endpoint)],
        "responses": _responses(surface, endpoint),
    }
    return operation | ({"requestBody": _body(endpoint)} if endpoint.requests else {})


def _path_parameters(surface: Surface, endpoint: Endpoint) -> list[Node]:
    names = re.findall(r"{(\w+)}", endpoint.path)
    return [{"name": name, "in": "path", "required": True} | surface.path_id(endpoint, name) for name in names]


def _body(endpoint: Endpoint) -> Node:
    shapes = [schema(request) for request in endpoint.requests]
    examples = {f"guide_{number}": {"value": body} for number, body in enumerate(endpoint.examples, 1)}
    shape = shapes[0] if len(shapes) == 1 else {"anyOf": shapes}
    return {"required": True, "content": {"application/json": {"schema": shape, "examples": examples}}}


def _responses(surface: Surface, endpoint: Endpoint) -> Node:
    success: Node = {
        "description": "Done" if endpoint.success == NO_CONTENT else "As documented",
        "headers": surface.headers(endpoint),
        "content": {kind: {"schema": _answer(surface, endpoint)} for kind in endpoint.content_types},
        "links": surface.links(endpoint),
    }
    refused = sorted(surface.refusals(endpoint))
    return {str(endpoint.success): success} | {
        str(status): {"$ref": f"#/components/responses/{status}"} for status in refused
    }


def _answer(surface: Surface, endpoint: Endpoint) -> Any:
    if endpoint.answer is None:
        return surface.answer(endpoint, {"type": "string", "format": "binary"})
    return surface.answer(endpoint, schema(endpoint.answer))


def _refusal(surface: Surface, status: int) -> Node:
    return {
        "description": surface.reasons[status],
        "headers": HINT | (RETRY_AFTER if status in {429, 503} else {}),
        "content": {surface.error_type: {"schema": schema(surface.error)}},
    }


def schema(message: type[BaseModel]) -> PydanticSchema[Any]:
    """Stands for a reference; the library puts the schema itself among the components."""
    return PydanticSchema.model_validate({"schema_class": message})
