"""Which pictures a print command may name (decisions on "Image urls" and send-print-command)."""

import re
from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

OUR_STORES = ("cdn.pimpmycase.com", "example.com")
"""Hosts in the guides' examples: aliases of our own store, so that each printed request ends in a printed case."""


def is_acceptable(url: str, ours: Iterable[str]) -> bool:
    """Whether it is an HTTPS url, or one at an address of our own whatever its scheme."""
    parts = _split(url)
    return parts is not None and (parts.scheme == "https" or _is_ours(parts, ours))


def is_foreign(url: str, ours: Iterable[str]) -> bool:
    """Whether an acceptable url leads to somebody else's store, which may not answer."""
    parts = _split(url)
    return parts is not None and parts.hostname not in OUR_STORES and not _is_ours(parts, ours)


def _split(url: str) -> SplitResult | None:
    """The parts of a url with a host; None for any other text."""
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:  # a host or a port that is none
        return None
    return parts if has_host and not re.search(r"\s", url) else None


def _is_ours(parts: SplitResult, ours: Iterable[str]) -> bool:
    return any(_place(parts) == _place(urlsplit(own)) for own in ours)


def _place(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, parts.port
