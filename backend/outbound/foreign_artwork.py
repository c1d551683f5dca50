"""Fetching the artwork that a print command names, with suspicion."""

import asyncio
import re
from ipaddress import ip_address

import httpx

from backend.outbound.address_guard import AddressRefused, host_of, unwrapped
from backend.outbound.calling import CONNECTING, addresses
from backend.rules.addresses import Network
from contract.finding import Fact
from contract.hints import Code

PATIENCE = 10.0
"""Seconds of real time for one picture, with all its redirects."""
LARGEST = 20 * 1024 * 1024
"""Bytes."""
MOST_REDIRECTS = 3


class Unavailable(Exception):
    """The picture can't be had. The text says why in English, code and facts in every language."""

    def __init__(self, code: Code, reason: str, **facts: Fact) -> None:
        super().__init__(reason)
        self.code = code
        self.facts = facts


def unreachable(reason: str) -> Unavailable:
    """Its server can't be asked, or mustn't be."""
    return Unavailable(Code.ARTWORK_UNREACHABLE, reason, problem=reason)


def unreadable(reason: str) -> Unavailable:
    """What came can't be printed."""
    return Unavailable(Code.ARTWORK_UNREADABLE, reason, problem=reason)


def shown(url: str) -> str:
    """A url fit for logs and hints: what follows its path may be a secret, and so may a user's password."""
    return re.sub(r"//[^/@]*@", "//", url.partition("?")[0].partition("#")[0])


async def fetch(
    client: httpx.AsyncClient, url: str, networks: tuple[Network, ...], patience: float = PATIENCE
) -> bytes:
    """What lies behind a url: https from public addresses, and http too within the given networks.

    `client` is one of `open_client`. Takes at most `patience` seconds. Raises Unavailable.
    """
    try:
        async with asyncio.timeout(patience):
            return await _follow(client, url, networks)
    except TimeoutError as error:
        reason = f"it didn't arrive within {patience:g} s"
        raise Unavailable(Code.ARTWORK_LATE, reason, seconds=patience) from error
    except httpx.ConnectTimeout as error:
        raise unreachable(f"its server took no connection within {CONNECTING.connect:g} s") from error
    except (httpx.HTTPError, httpx.InvalidURL, AddressRefused) as error:
        raise unreachable(str(error) or type(error).__name__) from error


async def _follow(client: httpx.AsyncClient, url: str, networks: tuple[Network, ...]) -> bytes:
    for _ in range(1 + MOST_REDIRECTS):
        found = await _call(client, httpx.URL(url), await _address(url, networks))
        if isinstance(found, bytes):
            return found
        url = str(found)
    raise unreachable(f"it was redirected more than {MOST_REDIRECTS} times")


async def _call(client: httpx.AsyncClient, url: httpx.URL, address: str) -> bytes | httpx.URL:
    """The content, or the url that it was redirected to."""
    # Connecting to the address that was checked: the name could have another one by now.
    request = client.build_request(
        "GET",
        url.copy_with(host=address),
        headers={"Host": url.netloc.decode(), "Accept": "image/*", "Accept-Encoding": "identity"},
        extensions={"sni_hostname": host_of(url)},
    )
    response = await client.send(request, stream=True)
    try:
        if response.has_redirect_location:
            return url.join(response.headers["Location"])
        if response.status_code != httpx.codes.OK:
            reason = f"its server answered {response.status_code}"
            raise Unavailable(Code.ARTWORK_REFUSED, reason, status=response.status_code)
        return await _body(response)
    finally:
        await response.aclose()


async def _body(response: httpx.Response) -> bytes:
    body = bytearray()
    async for piece in response.aiter_raw():
        body += piece
        if len(body) > LARGEST:
            raise unreadable(f"it is larger than {LARGEST // 1024**2} MB")
    return bytes(body)


async def _address(url: str, networks: tuple[Network, ...]) -> str:
    """Unlike a webhook, a picture comes from this computer only where the operator allows that."""
    for address in await addresses(url, networks):
        plain = unwrapped(ip_address(address))
        if not plain.is_loopback or any(plain in network for network in networks):
            return address
    raise AddressRefused("it lies on this computer: start the backend with --webhook-network 127.0.0.0/8 to allow that")
