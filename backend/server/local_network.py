"""The addresses that this computer has now."""

import socket
from contextlib import suppress

import psutil

from backend.rules.local_network import Candidate, Interface, candidates

_ELSEWHERE = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
"""Documentation's own, so nobody's (RFC 5737, RFC 3849)."""


def outward_candidates(family: socket.AddressFamily) -> list[Candidate]:
    """By which others may reach us, the best one first; none without a network."""
    return candidates(_interfaces(family), _way_out(family))


def _interfaces(family: socket.AddressFamily) -> list[Interface]:
    states = psutil.net_if_stats()
    return [
        Interface(name, given.address.partition("%")[0], is_tunnel=given.ptp is not None)
        for name, addresses in psutil.net_if_addrs().items()
        if name not in states or states[name].isup
        for given in addresses
        if given.family == family
    ]


def _way_out(family: socket.AddressFamily) -> str | None:
    """None without a default route, as on a stand's own router."""
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect((_ELSEWHERE[family], 9))  # UDP: chooses the way out and sends nothing
        return str(probe.getsockname()[0])
    return None
