"""What the server rings when something has happened: a datagram on this computer, which says who rings and no more.

Datagrams, because ringing must not wait: one that finds no room adds nothing to those that wait there already.
"""

import asyncio
import hmac
import socket

from gate.lot import Lot

HERE = "127.0.0.1"


class Bell(asyncio.DatagramProtocol):
    """Rings for the lot when somebody says the secret."""

    def __init__(self, lot: Lot, secret: str) -> None:
        self._lot = lot
        self._secret = secret.encode()

    def datagram_received(self, data: bytes, addr: object) -> None:  # noqa: ARG002 (of asyncio)
        if hmac.compare_digest(data, self._secret):
            self._lot.ring()


def bell_socket() -> socket.socket:
    """At a port of its own. Raises OSError."""
    bell = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    bell.setblocking(False)
    bell.bind((HERE, 0))
    return bell
