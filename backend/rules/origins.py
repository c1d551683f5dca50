"""Origins of web pages: as browsers tell them (RFC 6454, 6.2), and as an operator types them."""

import re
from collections.abc import Collection

ANY = "any"
OF_A_FILE = "null"
"""What a browser calls a page without an address: one from a file, or in a sandbox."""
_ORIGIN = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<host>[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]+))?")
_USUAL_PORTS = {"http": 80, "https": 443}
HIGHEST_PORT = 65535
EXAMPLE = "http://192.168.1.20:3000"


def is_open_to(origin: str, opened: Collection[str]) -> bool:
    """Whether pages of an origin may read answers."""
    return ANY in opened or origin.lower() in opened


def is_same_host(origin: str, host: str) -> bool:
    """Whether a page comes from where it calls, so that its browser asks nobody's leave."""
    return host != "" and origin.partition("://")[2].lower() == host.lower()


def as_typed(origin: str) -> str:
    """What an operator gives to open the calls to pages of an origin."""
    try:
        return read_origin(origin)
    except ValueError:
        return ANY


def read_origin(word: str) -> str:
    """ANY, or an origin as a browser tells it. Raises ValueError, which says what to give instead."""
    if word == ANY:
        return ANY
    if word == "*":
        raise ValueError(f'"*" is no origin: give "{ANY}" for every page, or an origin such as {EXAMPLE}')
    if word == OF_A_FILE or word.lower().startswith("file:"):
        raise ValueError(f'{word!r}: pages from a file have no origin of their own: give "{ANY}", which includes them')
    if "://" not in word:
        raise ValueError(f"{word!r} has no scheme: write http:// or https:// before it, such as {EXAMPLE}")
    origin = _usual(word)
    if origin is not None:
        return origin
    raise ValueError(_advice(word))


def _usual(word: str) -> str | None:
    """In lower case, without the port that goes without saying; None for what is no origin."""
    found = _ORIGIN.fullmatch(word.lower())
    if found is None:
        return None
    scheme, host, port = found["scheme"], found["host"], found["port"]
    if port is None or int(port) == _USUAL_PORTS.get(scheme):
        return f"{scheme}://{host}"
    return f"{scheme}://{host}:{int(port)}" if 0 < int(port) <= HIGHEST_PORT else None


def _advice(word: str) -> str:
    """What was meant, where too much was given."""
    scheme, _, rest = word.partition("://")
    meant = _usual(f"{scheme}://{re.split('[/?#]', rest)[0]}")
    if meant is None:
        return f'{word!r} is no origin: give one such as {EXAMPLE}, or "{ANY}"'
    return f"{word!r} goes on after host and port, and an origin doesn't: give {meant}"
