"""Which pictures a print command may name (decisions on "Image urls" and send-print-command)."""

import re
from urllib.parse import SplitResult, urlsplit

OUR_STORES = ("cdn.pimpmycase.com", "example.com")
"""Hosts in the guides' examples: aliases of our own store, so that each printed request ends in a printed case."""


def is_acceptable(url: str, public_url: str) -> bool:
    """Whether it is an HTTPS url, or one at our own public address whatever its scheme."""
    parts = _split(url)
    return parts is not None and (parts.scheme == "https" or _is_at(parts, public_url))


def is_foreign(url: str, public_url: str) -> bool:
    """Whether an acceptable url leads to somebody else's store, which may not answer."""
    parts = _split(url)
    return parts is not None and parts.hostname not in OUR_STORES and not _is_at(parts, public_url)


def _split(url: str) -> SplitResult | None:
    """The parts of a url with a host; None for any other text."""
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:  # a host or a port that is none
        return None
    return parts if has_host and not re.search(r"\s", url) else None


def _is_at(parts: SplitResult, public_url: str) -> bool:
    ours = urlsplit(public_url)
    return (parts.scheme, parts.hostname, parts.port) == (ours.scheme, ours.hostname, ours.port)
