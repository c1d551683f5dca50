"""Where the server listens, made sure of before it starts: Granian would share a taken port without a word."""

import asyncio
import errno
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from backend.rules.addresses import parse_address
from backend.rules.local_network import Candidate
from backend.server.errors import CannotStart
from backend.server.local_network import outward_candidates
from contract.client import ManufacturerClient
from contract.errors import ServiceError
from contract.transport import Transport
from hostkit.addresses import port_of
from hostkit.lab_certificate import find_certificate


@dataclass(frozen=True, slots=True)
class Address:
    """A numeric address of this computer and a port that was free a moment ago.

    `candidates` are the addresses by which others may reach us, the best one first; none for a server that listens on
    one address alone, or without a network.
    """

    ip: str
    port: int
    scheme: str = "http"
    candidates: tuple[Candidate, ...] = ()

    @property
    def url(self) -> str:
        """Where programs on this computer reach us."""
        return _url(self.scheme, _loopback(self.ip), self.port)

    @property
    def network_url(self) -> str:
        """Where phones and other computers reach us, when they do."""
        return self.url_of(self.candidates[0].address) if self.candidates else self.url

    @property
    def is_everywhere(self) -> bool:
        """Whether the server listens on all addresses of this computer."""
        return is_everywhere(self.ip)

    def url_of(self, ip: str) -> str:
        """Where the server is reached by that address of this computer's."""
        return _url(self.scheme, ip, self.port)


def choose_address(host: str, port: int, scheme: str, lan_address: str | None = None) -> Address:
    """Port 0 becomes a free one. Raises CannotStart when the port is taken or the host isn't ours.

    `lan_address` is the one of this computer's that others shall be told.
    """
    family, ip = _resolve(host)
    candidates = _candidates(family, lan_address) if is_everywhere(ip) else []
    try:
        with socket.create_server((ip, port), family=family) as listener:
            return Address(ip, int(listener.getsockname()[1]), scheme, tuple(candidates))
    except OSError as error:
        raise CannotStart(_refusal(error, host, ip, port)) from error


def _candidates(family: socket.AddressFamily, chosen: str | None) -> Sequence[Candidate]:
    found = outward_candidates(family)
    if chosen is None:
        return found
    first = [one for one in found if parse_address(one.address) == parse_address(chosen)]
    if not first:
        told = ", ".join(f"{one.address} ({one.interface})" for one in found) or "none: it is in no network"
        raise CannotStart(f"{chosen} is no address of this computer. Choose one of: {told}.")
    return [*first, *(one for one in found if one not in first)]


def _resolve(host: str) -> tuple[socket.AddressFamily, str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise CannotStart(
            f"The host {host!r} is not known: use --host 127.0.0.1, or --lan for phones and machines."
        ) from error
    # IPv4 first: "localhost" has both addresses, and people type 127.0.0.1 to find us again.
    family, *_, address = min(found, key=lambda each: each[0] != socket.AF_INET)
    return family, str(address[0])


def _refusal(error: OSError, host: str, ip: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return _taken(_loopback(ip), port)
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this computer: use --host 127.0.0.1, or --lan for phones and machines."
    if error.errno == errno.EACCES:
        return f"Port {port} needs an administrator's rights: use --port 8000, or --port 0 for any free one."
    return f"Can't listen on {host}, port {port} ({error.strerror}): try --host 127.0.0.1 --port 0."


def _taken(ip: str, port: int) -> str:
    for scheme in ("http", "https"):
        url = _url(scheme, ip, port)
        if asyncio.run(_is_backend(url)):
            return (
                f"Another backend already runs on port {port}: use it at {url}, "
                "or start a second one with --port 0 (any free port)."
            )
    return f"Port {port} is used by another program: choose another port, or --port 0 for any free one."


async def _is_backend(url: str) -> bool:
    """Whether what listens there answers /health as the guide documents it."""
    with suppress(ServiceError, TimeoutError):
        async with asyncio.timeout(1), own_transport(url) as transport:
            await ManufacturerClient(transport).health()
            return True
    return False


def own_transport(url: str) -> Transport:
    """To a backend of this computer, by whichever of its addresses."""
    here = f"https://127.0.0.1:{port_of(url)}"
    return Transport(url, "run_backend", find_certificate=lambda: find_certificate(here))


def _url(scheme: str, ip: str, port: int) -> str:
    return f"{scheme}://[{ip}]:{port}" if ":" in ip else f"{scheme}://{ip}:{port}"


def _loopback(ip: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(ip, ip)  # noqa: S104 - compared, not bound


def is_everywhere(ip: str) -> bool:
    """Whether who listens there listens on all addresses of this computer."""
    return ip in {"0.0.0.0", "::"}  # noqa: S104 - compared, not bound
