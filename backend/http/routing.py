"""Routes from the table of the documented surface."""

import re
from collections.abc import Callable
from functools import cache

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


@cache
def documented(rule: str) -> str:
    """Flask's rule as the documentation has it, with braces."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)
