"""Which addresses the backend calls by itself: public ones, this computer, and the networks that its operator allows.

Otherwise a stranger's url could make it call the router, a printer or another service of the network that it runs in.
"""

import ipaddress
import re
import socket
from collections.abc import Iterable

import httpx

from backend.rules.addresses import Network

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
_HOST = re.compile(rb"\w[\w.-]*|[0-9a-f]*:[0-9a-f:.]*", re.IGNORECASE)
"""A name, which may hold _ in private networks, or an IPv6 address without its brackets."""
_OF_THIS_COMPUTER = "localhost"
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All that has been given out of IPv6 (IANA, "IPv6 Global Unicast Address Assignments")."""
_ADVICE = "use a public https address, http://127.0.0.1 on this computer, or start the backend with --webhook-network"


class AddressRefused(Exception):
    """The url can't be called. The text says why, and what to do."""


def check_url(url: str, allowed: tuple[Network, ...]) -> httpx.URL:
    """The url, as far as it can be judged without a name server: an offline laptop must not wait for one.

    https, or http to this computer and to allowed networks. A name is checked by `check_address` when it is called.
    Raises AddressRefused.
    """
    parsed = _parse(url)
    host = host_of(parsed)
    address = _literal(host)
    if address is not None:
        _check(address, parsed.scheme, allowed)
    elif parsed.scheme == "http" and not allowed and not _is_this_computer(host):
        raise AddressRefused(f"http goes only to this computer and to allowed networks: {_ADVICE}")
    return parsed


def check_address(url: str, allowed: tuple[Network, ...]) -> list[str]:
    """The ip addresses that the url's host has now and that may be called; connect to one of them and to no other.

    Asks the name server, and may take as long as that does. Raises AddressRefused, also for a name without address.
    """
    parsed = check_url(url, allowed)
    addresses = _look_up(host_of(parsed))
    usable = [str(address) for address in addresses if _is_usable(address, parsed.scheme, allowed)]
    if not usable:
        _check(addresses[0], parsed.scheme, allowed)
    return usable


def host_of(url: httpx.URL) -> str:
    """As name servers and certificates know it: other letters than ours in Punycode, IPv6 without its brackets."""
    return url.raw_host.decode("ascii")


def _parse(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise AddressRefused(f"That is no url ({error}): write it like https://your-system.com/webhook") from error
    if parsed.scheme not in {"http", "https"}:
        raise AddressRefused("Only https and http are called: write the url like https://your-system.com/webhook")
    if not parsed.raw_host:
        raise AddressRefused("The url names no host: write it like https://your-system.com/webhook")
    if not _HOST.fullmatch(parsed.raw_host):
        raise AddressRefused("That is no url (its host is malformed): write it like https://your-system.com/webhook")
    if parsed.port is not None and not 0 < parsed.port < 65536:
        raise AddressRefused("The url's port must be 1 to 65535: correct it, or leave it out")
    if parsed.userinfo:
        raise AddressRefused("The url must not hold a user name or password: leave out what stands before the @")
    return parsed


def _literal(host: str) -> IpAddress | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_this_computer(host: str) -> bool:
    """By its reserved name (RFC 6761, section 6.3)."""
    name = host.casefold().rstrip(".")
    return name == _OF_THIS_COMPUTER or name.endswith(f".{_OF_THIS_COMPUTER}")


def _look_up(host: str) -> list[IpAddress]:
    """Never empty. Raises AddressRefused."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressRefused(f"{host} has no address: check the name, and the network of this computer") from error
    return [ipaddress.ip_address(entry[4][0]) for entry in found]


def _check(address: IpAddress, scheme: str, allowed: tuple[Network, ...]) -> None:
    if _is_usable(address, scheme, allowed):
        return
    if scheme == "http" and _is_public(address):
        raise AddressRefused(f"{address} is called by https only: {_ADVICE}")
    raise AddressRefused(f"{address} is a private or reserved address: {_ADVICE} and its network")


def _is_usable(address: IpAddress, scheme: str, allowed: tuple[Network, ...]) -> bool:
    plain = unwrapped(address)
    trusted = plain.is_loopback or _within(plain, allowed)
    return trusted or (scheme == "https" and _is_public(plain))


def unwrapped(address: IpAddress) -> IpAddress:
    """The IPv4 address that an IPv6 one stands for: mapped, 6to4 (RFC 3056) or NAT64 (RFC 6052)."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour or address


def _is_public(address: IpAddress) -> bool:
    plain = unwrapped(address)
    if isinstance(plain, ipaddress.IPv6Address) and plain not in _UNICAST:
        return False  # Python calls much of the rest global, such as fec0::/10 and ::a.b.c.d
    return plain.is_global and not plain.is_multicast


def _within(address: IpAddress, networks: Iterable[Network]) -> bool:
    return any(address in network for network in networks)
