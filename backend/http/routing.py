"""Routes from the table of the surface, and back from a route to its row."""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from flask import Blueprint, Request, current_app
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from contract.endpoint import Endpoint
from contract.surface import BY_NAME

HandlerT = TypeVar("HandlerT", bound=Callable[..., ResponseReturnValue])
TEXT = "string"
"""A step of a path, without slashes."""


def serves(blueprint: Blueprint, endpoint: Endpoint, converter: str = TEXT) -> Callable[[HandlerT], HandlerT]:
    """A decorator: this function answers that call; the ids of the path are its arguments."""

    def register(handler: HandlerT) -> HandlerT:
        rule = endpoint.path.replace("{", f"<{converter}:").replace("}", ">")
        blueprint.add_url_rule(rule, endpoint.name, handler, methods=[endpoint.method])
        return handler

    return register


@cache
def row_of(view: str) -> Endpoint | None:
    """The row that a view serves. Flask puts the names of its blueprints before that of the row."""
    return BY_NAME.get(view.rpartition(".")[2])


def unforgive(call: Request) -> None:
    """Take back what Werkzeug mends without a word: a client that lives by it would fail on the live service.

    It strips slashes in front of a path, and puts every method into capitals. One that is all in small letters stays
    mended: boards send it so, and many servers take it.
    """
    path, method = call.environ["PATH_INFO"], call.environ["REQUEST_METHOD"]
    if path.startswith("//"):
        call.path = "/" * (len(path) - len(path.lstrip("/")) - 1) + call.path
        _refuse(call, NotFound())
    if method not in {call.method, call.method.lower()}:
        call.method = method
        if not isinstance(call.routing_exception, NotFound):
            _refuse(call, MethodNotAllowed(_methods_at(call)))


def _refuse(call: Request, error: HTTPException) -> None:
    """As if no rule had matched."""
    call.url_rule = call.view_args = None
    call.routing_exception = error


def _methods_at(call: Request) -> list[str]:
    adapter = current_app.create_url_adapter(call)
    return [] if adapter is None else [*adapter.allowed_methods()]
