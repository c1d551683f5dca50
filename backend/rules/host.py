"""By which name a call came to us, and whether that is one of ours.

A page elsewhere can let its own name lead to this computer (DNS rebinding); its calls then bear that name as their
Host. An address is no name, and can't be made to lead anywhere else.
"""

import re
from collections.abc import Collection

from backend.rules.addresses import parse_address

LOCALHOST = "localhost"
_HOST = re.compile(r"(?:\[(?P<bracketed>[0-9A-Fa-f:.]+)\]|(?P<plain>[A-Za-z0-9._-]+))(?::[0-9]*)?")


def is_host(header: str) -> bool:
    """Whether a Host header names anybody, so that an address can be made of it."""
    return _HOST.fullmatch(header) is not None


def is_ours(header: str, names: Collection[str]) -> bool:
    """Whether a Host header names an IP address, this computer or one of `names`, which are in lower case."""
    found = _HOST.fullmatch(header)
    if found is None:
        return False
    name = (found["bracketed"] or found["plain"]).lower().removesuffix(".")
    return name == LOCALHOST or name in names or parse_address(name) is not None
