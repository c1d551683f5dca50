"""What a request says, without the form in which it came over the wire."""

import re

from gate.framing import BadFraming, unchunk, values_of
from gate.requests import Request


def header_of(request: Request, name: bytes) -> str:
    """The first of that name, as it was written; empty when there is none. `name` is in lower case."""
    found = re.search(rb"\r\n%b:[ \t]*([^\r\n]*)" % re.escape(name), request.head, re.IGNORECASE)
    return found[1].rstrip().decode("latin-1") if found else ""


def plain_body(request: Request) -> bytes:
    """Without chunks; empty where they can't be read."""
    if not values_of(request.lowered, b"transfer-encoding"):
        return request.body
    try:
        return unchunk(request.body)
    except BadFraming:
        return b""
