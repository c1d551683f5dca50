"""By which address our links lead back to us: the one that the caller used, unless it may be somebody else's.

A client may bear a name that isn't ours, since it was compiled in, or none at all, as HTTP/1.0 allows. Links on
such a name would lead to the real service, or nowhere.
"""

import socket
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit

from flask import request

from backend.http.context import environment
from backend.rules.addresses import Network, is_within, parse_address
from backend.rules.host import is_host, is_ours
from backend.world.public_address import public_url


def own_address() -> str:
    """For links in the answer to the present call, without a slash at the end (`http://192.168.1.20:8000`)."""
    settings = environment().settings
    environ = request.environ
    told = _told_by_proxy(environ, settings.trusted_proxies) if settings.trusted_proxies else None
    if told is not None:
        return told
    scheme, host = environ["wsgi.url_scheme"], environ.get("HTTP_HOST", "")
    return _believable(scheme, host, settings.public_url) or _present()


def own_names() -> frozenset[str]:
    """Names by which this computer may be called, in lower case."""
    return _names(environment().settings.public_url)


def _present() -> str:
    """For a caller who doesn't say by which of our addresses it came."""
    settings, store = environment().settings, environment().store
    if settings.own_url and settings.own_url != settings.public_url:
        return settings.own_url  # what was said to stand before us stays there, whatever our network
    with store.reading():
        return public_url(settings)


def _told_by_proxy(environ: dict[str, Any], trusted: tuple[Network, ...]) -> str | None:
    """What a proxy that we trust was called by; where it names several, the last one is its own.

    None without such a proxy, or where it doesn't know either.
    """
    caller = parse_address(environ.get("REMOTE_ADDR", ""))
    if caller is None or not is_within(caller, trusted):
        return None
    host = _last(environ, "HTTP_X_FORWARDED_HOST") or environ.get("HTTP_HOST", "")
    scheme = _last(environ, "HTTP_X_FORWARDED_PROTO").lower()
    if scheme not in {"http", "https"}:
        scheme = environ["wsgi.url_scheme"]
    return f"{scheme}://{host}" if is_host(host) else None


def _last(environ: dict[str, Any], header: str) -> str:
    return str(environ.get(header, "")).rpartition(",")[2].strip()


@lru_cache(maxsize=256)
def _believable(scheme: str, host: str, public_url: str) -> str | None:
    """None for a name that isn't ours. What stands before us at the public URL may speak another scheme than we."""
    if host.lower() == urlsplit(public_url).netloc.lower():
        return public_url
    return f"{scheme}://{host}" if is_ours(host, _names(public_url)) else None


@cache
def _names(public_url: str) -> frozenset[str]:
    """This computer's, as it calls itself and as others in its network may (mDNS), and the one that we are told."""
    own = socket.gethostname().lower()
    short = own.partition(".")[0]
    return frozenset({own, short, f"{short}.local", (urlsplit(public_url).hostname or "").lower()} - {""})
