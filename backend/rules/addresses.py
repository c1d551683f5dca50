"""Whom a call comes from, behind proxies that we trust."""

import re
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
_WITH_PORT = re.compile(r"(?P<v4>[0-9.]+):[0-9]{1,5}|\[(?P<v6>[0-9A-Fa-f:.]+)\](?::[0-9]{1,5})?")
"""As proxies write an address with its port, and an IPv6 address in any case (RFC 7239, 6)."""


def client_address(remote_addr: str, forwarded_for: str, trusted: Sequence[Network]) -> str:
    """The client's address, in its usual spelling.

    `forwarded_for` is the X-Forwarded-For header: each proxy adds at its right end whom it was called by. So it is
    read from the right, and believed as long as those who wrote it are trusted; what stands further left may be
    invented. Something that is no address makes the whole header worthless: then the client is who called us.
    """
    if not forwarded_for or not trusted:
        return _usual_spelling(remote_addr)
    caller = parse_address(remote_addr)
    if caller is None:
        return remote_addr
    address = caller
    for hop in reversed(forwarded_for.split(",")):
        if not is_within(address, trusted):
            break
        told = _parse_hop(hop.strip())
        if told is None:
            return str(caller)
        address = told
    return str(address)


@lru_cache(maxsize=1024)
def _usual_spelling(address: str) -> str:
    return str(parse_address(address) or address)


def is_within(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _parse_hop(text: str) -> Address | None:
    """An address with a port or without, None for anything else."""
    written = _WITH_PORT.fullmatch(text)
    return parse_address(text if written is None else written["v4"] or written["v6"])


def parse_address(text: str) -> Address | None:
    """None for anything else. An IPv4 address in IPv6's clothes, as a socket for both shows it, is the IPv4 address."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
