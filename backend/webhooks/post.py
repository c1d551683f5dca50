"""One attempt over HTTP, to an address that was checked and to no other."""

import asyncio
import logging
import time

import httpx

from backend.outbound.address_guard import AddressRefused, host_of
from backend.outbound.calling import addresses
from backend.outbound.signing import signed_headers
from backend.rules.addresses import Network
from backend.webhooks.deliveries import Outcome, Parcel
from contract.messages.base import format_time

USER_AGENT = "PimpMyCase-Webhooks/2.1.0"
LAB_TIME = "Lab-Time"
"""The lab's time of the attempt, as every time in a body is."""
SNIPPET = 500
"""Characters of an answer that are kept."""
logger = logging.getLogger(__name__)


async def post(client: httpx.AsyncClient, parcel: Parcel, allowed: tuple[Network, ...], patience: float) -> Outcome:
    """Send it; the whole answer must be there within `patience` seconds of real time. Never raises."""
    began = time.monotonic()
    try:
        async with asyncio.timeout(patience):
            status, text = await _send(client, parcel, await addresses(parcel.url, allowed))
    except TimeoutError:
        return Outcome(_milliseconds(began), error=f"No complete answer within {patience:g} s", has_hung=True)
    except (httpx.HTTPError, AddressRefused) as error:
        return Outcome(_milliseconds(began), error=str(error) or type(error).__name__)
    except Exception as error:  # the edge of one attempt: a message that can't be sent must not hold up all others
        logger.exception("webhook %s: %s could not be sent", parcel.webhook_id, parcel.message_id)
        return Outcome(_milliseconds(began), error=f"The backend failed: {type(error).__name__}")
    return Outcome(_milliseconds(began), status, _remark(status), text)


async def _send(client: httpx.AsyncClient, parcel: Parcel, addresses: list[str]) -> tuple[int, str]:
    """The answer of the first address that takes a connection."""
    for address in addresses[:-1]:
        try:
            return await _ask(client, parcel, address)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            continue
    return await _ask(client, parcel, addresses[-1])


async def _ask(client: httpx.AsyncClient, parcel: Parcel, address: str) -> tuple[int, str]:
    url = httpx.URL(parcel.url)
    headers = {
        # Libraries refuse a timestamp that is five minutes off, and the lab's time may be days off.
        **signed_headers(parcel.message_id, parcel.real_time, parcel.body, parcel.secret),
        LAB_TIME: format_time(parcel.at),
        "Host": url.netloc.decode(),
        "Content-Type": "application/json",
        "User-Agent": USER_AGENT,
        "Accept-Encoding": "identity",
    }
    request = client.build_request(
        "POST",
        url.copy_with(host=address),
        content=parcel.body.encode(),
        headers=headers,
        extensions={"sni_hostname": host_of(url)},
    )
    response = await client.send(request, stream=True)
    try:
        return response.status_code, await _beginning(response)
    finally:
        await response.aclose()


async def _beginning(response: httpx.Response) -> str:
    data = b""
    async for chunk in response.aiter_raw():
        data += chunk
        if len(data) >= SNIPPET * 4:  # the longest character of UTF-8
            break
    return data.decode(errors="replace")[:SNIPPET]


def _remark(status: int) -> str | None:
    if 300 <= status < 400:
        return "Redirects are not followed: configure the url that it leads to"
    return None


def _milliseconds(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
