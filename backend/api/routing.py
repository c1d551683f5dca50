"""Routes from the table of the documented surface."""

from collections.abc import Callable

from flask import Blueprint, Response

from contract.endpoints import Endpoint

Handler = Callable[..., Response]


def serves(blueprint: Blueprint, endpoint: Endpoint) -> Callable[[Handler], Handler]:
    """A decorator: this function answers that call; the ids of the path are its arguments."""

    def register(handler: Handler) -> Handler:
        rule = endpoint.path.replace("{", "<").replace("}", ">")
        blueprint.add_url_rule(rule, endpoint.name, handler, methods=[endpoint.method])
        return handler

    return register
