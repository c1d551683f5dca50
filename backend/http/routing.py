"""Routes from the table of the surface, and back from a route to its row."""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from flask import Blueprint
from flask.typing import ResponseReturnValue

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
