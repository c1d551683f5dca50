"""The rope of the gate's bell: this process pulls it when something has happened that a parked call may wait for."""

import socket
from contextlib import suppress

from gate.bell import HERE


class BellRope:
    """`port` is where the bell hears, and `secret` what it listens for. Any thread may ring."""

    def __init__(self, port: int, secret: str) -> None:
        self._secret = secret.encode()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        self._socket.connect((HERE, port))

    def ring(self) -> None:
        """Never waits, and never fails: a bell without room has rung already, and one that is gone hears nobody."""
        with suppress(OSError):
            self._socket.send(self._secret)

    def close(self) -> None:
        self._socket.close()
