"""A server of a test's own behind a gate, both in one thread: it says what it is told, and writes down what comes."""

import asyncio
import queue
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from ssl import SSLContext
from typing import Any, TypeVar

from gate.listener import Gate
from gate.origin import Origin, OwnServer, Place
from gate.patience import Limits
from tests.e2e.wire import PATIENCE

ResultT = TypeVar("ResultT")
SECRET = "secret"
LIMITS = Limits(head=0.8, silence=0.8, taking=0.5, parting=0.5)
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nWiki"

Script = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]
"""What the server does about a request."""


class Upstream:
    """`requests` are those that came, whole, in their order; `ends` gets a word whenever a client of it goes away."""

    def __init__(self) -> None:
        self.requests: queue.Queue[bytes] = queue.Queue()
        self.ends: queue.Queue[str] = queue.Queue()
        self.connections = 0
        self.script: Script = answering(OK)

    def request(self) -> bytes:
        return self.requests.get(timeout=PATIENCE)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while request := await _read(reader):
                self.requests.put(request)
                await self.script(request, writer)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            self.ends.put(type(error).__name__)
        finally:
            writer.close()


def answering(*answers: bytes) -> Script:
    """One answer after another, and the last of them again and again."""
    left = list(answers)

    async def answer(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(left.pop(0) if len(left) > 1 else left[0])

    return answer


def directing(directive: str, then: bytes = OK) -> Script:
    """An answer with a directive to the gate, and from then on another one."""
    return answering(OK.replace(b"\r\n\r\n", b"\r\nLab-Wire: %b\r\n\r\n" % directive.encode()), then)


async def _read(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return head + (await reader.readexactly(int(length[0][15:])) if length else b"")


class Stage:
    """A gate before an upstream, and the thread in which they run."""

    def __init__(self, make_origin: Callable[[Place], Origin], tls: SSLContext | None) -> None:
        self.upstream = Upstream()
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self.troubles: list[str] = []
        """What was raised in the loop where nobody hears it."""
        self._loop.set_exception_handler(lambda _, context: self.troubles.append(str(context)))
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self.run(self._open(make_origin))

    def run(self, work: Coroutine[Any, Any, ResultT]) -> ResultT:
        return self.start(work).result(PATIENCE)

    def call(self, function: Callable[[], object]) -> None:
        """In the thread of the two."""
        self._loop.call_soon_threadsafe(function)

    def start(self, work: Coroutine[Any, Any, ResultT]) -> "Future[ResultT]":
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def close_gate(self, patience: float) -> "Future[None]":
        return self.start(self.gate.close(patience))

    def close(self) -> None:
        self.run(self._close())
        self.call(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _open(self, make_origin: Callable[[Place], Origin]) -> None:
        self._server = await asyncio.start_server(self.upstream.serve, "127.0.0.1", 0, ssl=self._tls)
        self.place = Place("127.0.0.1", self._server.sockets[0].getsockname()[1])
        self.gate = Gate(make_origin(self.place), LIMITS)
        self.port = await self.gate.open("127.0.0.1", 0)

    async def _close(self) -> None:
        self._server.close()
        await self.gate.close(0)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


@contextmanager
def standing(
    make_origin: Callable[[Place], Origin] = lambda place: OwnServer(place, SECRET), tls: SSLContext | None = None
) -> Iterator[Stage]:
    stage = Stage(make_origin, tls)
    try:
        yield stage
    finally:
        stage.close()
