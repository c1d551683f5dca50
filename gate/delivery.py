"""A request that the network gives to the server late, or a second time."""

import asyncio
from collections.abc import Callable, Iterator
from typing import NamedTuple

from gate.answers import AnswerReader
from gate.origin import Place
from gate.server import ServerConnection


class Delivered(NamedTuple):
    """What came of it. `answer` is empty when the server said nothing; `error` says when it can't be reached."""

    answer: bytes
    closes: bool
    error: OSError | None


class Delivery:
    """It has a connection of its own, and happens whether or not the client still waits: what is sent is sent."""

    def __init__(
        self, place: Place, message: Iterator[bytes], answer: AnswerReader, on_end: Callable[[Delivered], None]
    ) -> None:
        self._place = place
        self._message = message
        self._answer = answer
        self._on_end = on_end
        self._said = bytearray()
        self._ongoing: set[Delivery] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._server: ServerConnection | None = None

    def start_in(self, seconds: float, ongoing: "set[Delivery]") -> None:
        """It is one of those that are `ongoing` until it ends."""
        self._ongoing = ongoing
        ongoing.add(self)
        self._timer = asyncio.get_running_loop().call_later(seconds, self._start)

    def close(self) -> None:
        self._ongoing.discard(self)
        if self._timer is not None:
            self._timer.cancel()
        if self._server is not None:
            self._server.close()

    def _start(self) -> None:
        self._server = ServerConnection(self, self._place)
        self._server.send(self._message)

    def server_said(self, data: bytes) -> None:
        self._said += self._answer.feed(data)
        if self._answer.is_whole:
            self._end(None)

    def server_ended(self, error: OSError | None) -> None:
        self._end(error)

    def _end(self, error: OSError | None) -> None:
        self.close()
        head = self._answer.head
        closes = head is None or head.closes or not self._answer.is_whole
        self._on_end(Delivered(bytes(self._said), closes, error))
