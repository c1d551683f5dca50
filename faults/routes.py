"""What a fault may name: the documented calls, and the files behind their links."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache, lru_cache

from contract.endpoints import ALL, Endpoint

_FILES = "/files"


def _file(name: str, path: str) -> Endpoint:
    return Endpoint(name, "GET", f"{_FILES}/{path}", "A file behind a signed link", "", None)


KNOWN = (
    *ALL,
    _file("design_file", "designs/{order_id}_design.png"),
    _file("print_file", "print/{order_id}_print.gcode"),
    _file("preview_file", "preview/{order_id}_preview.jpg"),
)
STATUS_CALLS = frozenset({"session_status", "payment_status", "print_status"})
"""The names of the calls that ask how something came out."""
UNTOUCHED = ("/lab", "/docs", "/openapi.json", "/certificate.pem")
"""What belongs to the lab itself is never hit."""


def is_untouched(path: str) -> bool:
    """Whether no fault may hit a call of this path."""
    return any(path == one or path.startswith(f"{one}/") for one in UNTOUCHED)


@lru_cache(maxsize=1000)
def endpoints_of(route: str) -> tuple[Endpoint, ...]:
    """The calls of that path, or of that name in the OpenAPI document."""
    return tuple(endpoint for endpoint in KNOWN if route in {endpoint.path, endpoint.name})


def nearest(route: str) -> str:
    """The path or the name that is most like this one."""
    names: Iterable[str] = (endpoint.path for endpoint in KNOWN)
    if "/" not in route:
        names = (endpoint.name for endpoint in KNOWN)
    return get_close_matches(route, names, n=1, cutoff=0)[0]


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
