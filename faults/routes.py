"""What a fault may name: the documented calls, and the files behind their links."""

import re
from functools import cache

from contract import surface
from contract.endpoint import Endpoint
from contract.endpoints import ALL
from contract.pages import FILES

KNOWN: tuple[Endpoint, ...] = (*ALL, *FILES)
STATUS_CALLS = frozenset({"session_status", "payment_status", "print_status"})
"""The names of the calls that ask how something came out."""


def endpoints_of(route: str) -> tuple[Endpoint, ...]:
    """The calls of that path, or of that name in the OpenAPI document."""
    return surface.named(route, KNOWN)


def nearest(route: str) -> str:
    """The path or the name that is most like this one."""
    return surface.nearest(route, KNOWN)


def endpoint_at(method: str, path: str) -> tuple[Endpoint, dict[str, str]] | None:
    """The call that this is, with the ids in its path; None for one that we don't know."""
    for endpoint in KNOWN:
        found = _pattern(endpoint.path).fullmatch(path) if endpoint.method == method else None
        if found:
            return endpoint, found.groupdict()
    return None


@cache
def _pattern(route: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(route)))
