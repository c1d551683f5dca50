"""The gate itself: listens, and ends without cutting off what is being answered."""

import asyncio
import socket
from ipaddress import ip_address
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext, TLSVersion

from gate.bell import Bell
from gate.door import Door
from gate.house import House
from gate.origin import Origin
from gate.patience import Limits
from gate.recording import Recorder
from gate.room import Room, room_within
from hostkit.descriptors import raise_descriptor_limit

BACKLOG = 1024


class Gate:
    """Stands before one server, with room for as many connections as the system allows, if nobody says how many.

    Use its methods in one event loop.
    """

    def __init__(
        self, origin: Origin, limits: Limits | None = None, recorder: Recorder | None = None, room: int | None = None
    ) -> None:
        self._house = House(
            origin, limits or Limits(), Room(room or room_within(raise_descriptor_limit())), recorder=recorder
        )
        self._door: Door | None = None
        self._hearing: asyncio.DatagramTransport | None = None
        self._tls: SSLContext | None = None

    async def open(self, ip: str, port: int, tls: SSLContext | None = None) -> int:
        """Take connections at this numeric address; returns the port. Raises OSError when it can't be had."""
        self._tls = tls
        listening = _listen(ip, port)
        self._door = Door(self._house, listening, tls)
        return int(listening.getsockname()[1])

    async def hear(self, bell: socket.socket, secret: str) -> None:
        """Ask for parked calls again whenever the bell rings. It is closed with the gate."""
        loop = asyncio.get_running_loop()
        self._hearing, _ = await loop.create_datagram_endpoint(lambda: Bell(self._house.lot, secret), sock=bell)

    def show(self, certificate: Path, key: Path) -> None:
        """From the next handshake on; connections that stand go on. Raises OSError when the files can't be used."""
        if self._tls is not None:
            self._tls.load_cert_chain(certificate, key)

    def end(self) -> None:
        """Take no more connections, and close those that wait for nothing from the server."""
        if self._door is not None:
            self._door.close()
        if self._hearing is not None:
            self._hearing.close()
        self._house.end()

    async def close(self, patience: float) -> None:
        """The end, for those that still wait after so many seconds too."""
        self.end()
        await self._house.close(patience)


def server_context(certificate: Path, key: Path) -> SSLContext:
    """TLS 1.2 at least, HTTP/1.1. Raises OSError when the files can't be used."""
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.minimum_version = TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    context.load_cert_chain(certificate, key)
    return context


def _listen(ip: str, port: int) -> socket.socket:
    address = ip_address(ip)
    if address.version == 4:
        return socket.create_server((ip, port), backlog=BACKLOG)
    everywhere = address.is_unspecified and socket.has_dualstack_ipv6()
    return socket.create_server((ip, port), family=socket.AF_INET6, backlog=BACKLOG, dualstack_ipv6=everywhere)
