"""Fetching the artwork that a print command names, with suspicion."""

import asyncio
import re
import threading
import time
from dataclasses import dataclass
from ipaddress import ip_address

import httpx

from backend.outbound.address_guard import AddressRefused, check_address, unwrapped
from backend.rules.addresses import Network
from contract.trust import Trust

PATIENCE = 10.0
"""Seconds of real time for one picture."""
LARGEST = 20 * 1024 * 1024
"""Bytes."""
MOST_REDIRECTS = 3
REMEMBERED = 60.0
"""Seconds of real time in which a url that failed isn't tried again."""


class Unavailable(Exception):
    """The picture can't be had. The text says why."""


def shown(url: str) -> str:
    """A url fit for logs and hints: what follows its path may be a secret, and so may a user's password."""
    return re.sub(r"//[^/@]*@", "//", url.partition("?")[0].partition("#")[0])


def fetch(url: str, networks: tuple[Network, ...], patience: float = PATIENCE) -> bytes:
    """What lies behind a url: https from public addresses, and http too within the given networks.

    Takes at most `patience` seconds, beside what the name server takes; never call it inside a transaction.
    Raises Unavailable.
    """
    try:
        return asyncio.run(_fetch(url, networks, patience))
    except TimeoutError as error:
        raise Unavailable(f"it didn't arrive within {patience:g} s") from error
    except (httpx.HTTPError, httpx.InvalidURL, AddressRefused) as error:
        raise Unavailable(str(error) or type(error).__name__) from error


async def _fetch(url: str, networks: tuple[Network, ...], patience: float) -> bytes:
    # Connections are not kept: one that was opened for another host on the same address must not be used.
    limits = httpx.Limits(max_keepalive_connections=0)
    trust = Trust(lambda: None)
    async with (
        asyncio.timeout(patience),
        httpx.AsyncClient(verify=trust, timeout=patience, trust_env=False, limits=limits) as client,
    ):
        for _ in range(1 + MOST_REDIRECTS):
            found = await _call(client, httpx.URL(url), _address(url, networks))
            if isinstance(found, bytes):
                return found
            url = str(found)
    raise Unavailable(f"it was redirected more than {MOST_REDIRECTS} times")


async def _call(client: httpx.AsyncClient, url: httpx.URL, address: str) -> bytes | httpx.URL:
    """The content, or the url that it was redirected to."""
    # Connecting to the address that was checked: the name could have another one by now.
    request = client.build_request(
        "GET",
        url.copy_with(host=address),
        headers={"Host": url.netloc.decode(), "Accept": "image/*", "Accept-Encoding": "identity"},
        extensions={"sni_hostname": url.raw_host.decode()},
    )
    response = await client.send(request, stream=True)
    try:
        if response.has_redirect_location:
            return url.join(response.headers["Location"])
        if response.status_code != httpx.codes.OK:
            raise Unavailable(f"its server answered {response.status_code}")
        return await _body(response)
    finally:
        await response.aclose()


async def _body(response: httpx.Response) -> bytes:
    body = bytearray()
    async for piece in response.aiter_raw():
        body += piece
        if len(body) > LARGEST:
            raise Unavailable(f"it is larger than {LARGEST // 1024**2} MB")
    return bytes(body)


def _address(url: str, networks: tuple[Network, ...]) -> str:
    """Unlike a webhook, a picture comes from this computer only where the operator allows that."""
    for address in check_address(url, networks):
        plain = unwrapped(ip_address(address))
        if not plain.is_loopback or any(plain in network for network in networks):
            return address
    raise AddressRefused("it lies on this computer: start the backend with --webhook-network 127.0.0.0/8 to allow that")


@dataclass(frozen=True, slots=True)
class _Failure:
    reason: str
    until: float


class RecentFailures:
    """Urls that failed a moment ago, so that a dead server doesn't hold up one caller after another."""

    def __init__(self) -> None:
        self._failures: dict[str, _Failure] = {}
        self._lock = threading.Lock()

    def remember(self, url: str, reason: str) -> None:
        now = time.monotonic()
        with self._lock:
            self._failures = {each: one for each, one in self._failures.items() if one.until > now}
            self._failures[url] = _Failure(reason, now + REMEMBERED)

    def reason(self, url: str) -> str | None:
        """Why it failed; None when it didn't, or long enough ago to be tried again."""
        failure = self._failures.get(url)
        return failure.reason if failure and failure.until > time.monotonic() else None
