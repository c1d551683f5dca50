"""A client that costs little: one thread, open connections, requests made beforehand, answers hardly looked at."""

import re
import selectors
import socket
import time
from array import array
from collections import defaultdict
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

HOST = "127.0.0.1"
PATIENCE = 30
"""Seconds without any answer after which the measurement is given up."""
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_BODY = b"\r\n\r\n"
_LAST_CHUNK = b"\r\n0\r\n\r\n"
_LARGEST_READ = 1 << 18


class Call(NamedTuple):
    """A request as it goes over the wire, and the name that its times are kept under."""

    name: str
    request: bytes


Script = Generator[Call, bytes, None]
"""Yields calls and gets the body of each answer."""


class Failed(Exception):
    """A call was answered with something else than success. The message shows the answer."""


@dataclass
class Load:
    """What one measurement saw."""

    seconds: float = 0.0
    busy: float = 0.0
    """The part of that time in which the client itself was at work; near 1 it is the limit, not the server."""
    times: dict[str, "array[float]"] = field(default_factory=lambda: defaultdict(lambda: array("d")))
    """Seconds of each answer, by the call's name."""

    @property
    def calls(self) -> int:
        return sum(len(times) for times in self.times.values())

    @property
    def rate(self) -> float:
        """Calls a second."""
        return self.calls / self.seconds


def drive(port: int, scripts: Iterable[Script], seconds: float = float("inf"), calls: float = float("inf")) -> Load:
    """Play each script on a connection of its own until so much time has passed or so many calls were answered.

    What is under way then is waited for. Raises Failed.
    """
    load = Load()
    with selectors.DefaultSelector() as selector:
        connections = [_Connection(port, script, load) for script in scripts]
        began, began_work = time.perf_counter(), time.process_time()
        for connection in connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send(b"")
        _exchange(selector, began + seconds, calls)
        load.seconds, load.busy = time.perf_counter() - began, time.process_time() - began_work
        load.busy /= load.seconds
        for connection in connections:
            connection.socket.close()
    return load


def _exchange(selector: selectors.BaseSelector, until: float, calls: float) -> None:
    """Until the last connection has left the selector."""
    answered = 0
    while selector.get_map():
        ready = selector.select(PATIENCE)
        if not ready:
            raise Failed(f"No answer for {PATIENCE} s")
        for key, _ in ready:
            body = key.data.receive()
            if body is None:
                continue
            answered += 1
            if answered >= calls or time.perf_counter() >= until or not key.data.send(body):
                selector.unregister(key.fileobj)


class _Connection:
    def __init__(self, port: int, script: Script, load: Load) -> None:
        self.socket = socket.create_connection((HOST, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._script = script
        self._load = load
        self._has_begun = False

    def send(self, body: bytes) -> bool:
        """Give the script the last answer and send its next call; False when there is none."""
        try:
            self._call = self._script.send(body) if self._has_begun else next(self._script)
        except StopIteration:
            return False
        self._has_begun = True
        self._received = bytearray()
        self._began = time.perf_counter()
        self.socket.sendall(self._call.request)
        return True

    def receive(self) -> bytes | None:
        """The body, as soon as all of it is there. Raises Failed."""
        data = self.socket.recv(_LARGEST_READ)
        self._received += data
        if not data:
            raise Failed(f"{self._call.name}: the server hung up")
        if not self._is_whole():
            return None
        self._load.times[self._call.name].append(time.perf_counter() - self._began)
        head, _, body = bytes(self._received).partition(_BODY)
        if head[9:10] != b"2":
            raise Failed(f"{self._call.name}: {self._received[:500].decode(errors='replace')}")
        return body

    def _is_whole(self) -> bool:
        gap = self._received.find(_BODY)
        if gap < 0:
            return False
        length = _LENGTH.search(self._received, 0, gap)
        if length is None:
            return self._received.endswith(_LAST_CHUNK)
        return len(self._received) >= gap + len(_BODY) + int(length[1])
