"""What calls to strangers' servers share: a client that keeps nothing, and names that nobody waits for in the end."""

import asyncio
from concurrent.futures import Future
from http.cookiejar import CookieJar, DefaultCookiePolicy
from threading import Thread

import httpx

from backend.outbound.address_guard import AddressRefused, check_address, host_of
from backend.rules.addresses import Network, parse_address
from contract.trust import Trust

CONNECTING = httpx.Timeout(None, connect=3.0)
"""Seconds to wait for each address of a host; whoever calls limits the whole."""


def open_client() -> httpx.AsyncClient:
    """It keeps nothing: a connection or a cookie of one host is not for another one on the same address."""
    return httpx.AsyncClient(
        verify=Trust(lambda: None),
        trust_env=False,
        follow_redirects=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        timeout=CONNECTING,
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
    )


async def addresses(url: str, allowed: tuple[Network, ...]) -> list[str]:
    """A name in a thread that nobody waits for in the end: a name server may take half a minute.

    Raises AddressRefused.
    """
    if parse_address(host_of(httpx.URL(url))) is not None:
        return check_address(url, allowed)
    found: Future[list[str]] = Future()

    def look_up() -> None:
        found.set_running_or_notify_cancel()
        try:
            found.set_result(check_address(url, allowed))
        except AddressRefused as refused:
            found.set_exception(refused)

    Thread(target=look_up, name="name", daemon=True).start()
    return await asyncio.wrap_future(found)
