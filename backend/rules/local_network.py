"""Which of this computer's addresses a phone in the same room reaches, judged by their names and numbers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from ipaddress import ip_address, ip_network

from backend.rules.addresses import Address


class Reach(IntEnum):
    """Who gets to an address, the likeliest to be meant first."""

    LAN = 1
    """Whoever is in the same network."""
    INTERNET = 2
    VPN = 3
    """Those at the other end of a tunnel; no phone in the room."""
    BRIDGE = 4
    """Containers and virtual machines of this computer."""
    LINK_LOCAL = 5
    """Nobody gave this address out: there was no router to do so."""


VPN_NAMES = re.compile(r"(tun|tap|wg|ppp|utun|ipsec|zt|tailscale|nordlynx|proton|openvpn|wireguard)", re.IGNORECASE)
BRIDGE_NAMES = re.compile(
    r"(docker|br-[0-9a-f]|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|podman|vethernet|bridge\d{3})", re.IGNORECASE
)
SHARED = ip_network("100.64.0.0/10")
"""RFC 6598: carriers' own, and what tunnels between a person's computers use."""


@dataclass(frozen=True, slots=True)
class Interface:
    """An address of this computer, and the name of what has it. `is_tunnel` for one with a single other end."""

    name: str
    address: str
    is_tunnel: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that others may reach us by."""

    interface: str
    address: str
    reach: Reach


def candidates(interfaces: Iterable[Interface], way_out: str | None = None) -> list[Candidate]:
    """The best one first. `way_out` is the address from which this computer reaches the internet, if it does.

    That is no reason to prefer a tunnel or a bridge; among equals it is. Loopback is left out, and so are IPv6's
    link-local addresses, which no URL can hold.
    """
    found = []
    for interface in interfaces:
        address = ip_address(interface.address)
        if not (address.is_loopback or (address.version == 6 and address.is_link_local)):
            found.append(Candidate(interface.name, interface.address, _reach(interface, address)))
    return sorted(found, key=lambda one: (one.reach, one.address != way_out, one.interface, one.address))


def followed(present: str, found: Sequence[Candidate]) -> str:
    """The address to be told from now on, by what the computer has now (`found`, the best one first).

    The present one stays as long as the computer has it, whatever appears beside it: codes that carry it work. Only one
    that no phone in the room reaches gives way to one that phones do reach. Without a network it stays as well, for
    the cable may come back; and nobody follows into a tunnel or a bridge, which are what is left when a network goes.
    """
    best = found[0] if found else None
    if best is None or best.reach > Reach.INTERNET:
        return present
    its_reach = next((one.reach for one in found if one.address == present), None)
    is_of_use = its_reach is not None and its_reach <= Reach.INTERNET
    return present if is_of_use else best.address


def _reach(interface: Interface, address: Address) -> Reach:
    if address.is_link_local:
        return Reach.LINK_LOCAL
    if BRIDGE_NAMES.match(interface.name):
        return Reach.BRIDGE
    if interface.is_tunnel or VPN_NAMES.match(interface.name) or (address.version == 4 and address in SHARED):
        return Reach.VPN
    return Reach.LAN if address.is_private else Reach.INTERNET
