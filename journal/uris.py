"""The address of a call as a valid URI (RFC 3986), whatever its client wrote."""

import re
from urllib.parse import quote

_SERVER = re.compile(r"\A[A-Za-z][A-Za-z0-9+.-]*://[^/?]*")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_IN_PATH = "/:@!$&'()*+,;=%"
_IN_QUERY = f"{_IN_PATH}?"


def uri_of(base_url: str, target: str, query: str) -> str:
    """At our own address, also where the client named a server. Every character of `target` and `query` is a byte."""
    path = _encoded(_SERVER.sub("", target), _IN_PATH)
    return f"{base_url}{'' if path.startswith('/') else '/'}{path}" + (f"?{encoded_query(query)}" if query else "")


def target_of(path: str) -> str:
    """One that leads to a path."""
    return quote(path, safe="/:@!$&'()*+,;=")


def encoded_query(query: str) -> str:
    """What it lacks of a valid one is encoded, and nothing else is touched."""
    return _encoded(query, _IN_QUERY)


def _encoded(text: str, kept: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", text), safe=kept, encoding="latin-1", errors="replace")
