"""Manufacturers' receivers of webhooks on loopback, in a thread of their own."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 60.0
"""Seconds to wait for messages."""


class Receivers:
    """Several servers that answer every message with `status`, and remember which they have got."""

    def __init__(self, count: int) -> None:
        self.status = 503
        self.calls = 0
        self.urls: list[str] = []
        self._messages: set[str] = set()
        self._arrived = threading.Condition()
        self._count = count
        self._loop = asyncio.new_event_loop()
        self._ending = asyncio.Event()

    def wait_for(self, messages: int) -> bool:
        """Until so many different ones have come; False when they don't."""
        with self._arrived:
            return self._arrived.wait_for(lambda: len(self._messages) >= messages, PATIENCE)

    def run(self, ready: threading.Event) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve(ready))

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._ending.set)

    async def _serve(self, ready: threading.Event) -> None:
        servers = [await asyncio.start_server(self._answer, "127.0.0.1", 0, backlog=512) for _ in range(self._count)]
        self.urls = [f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook" for server in servers]
        ready.set()
        await self._ending.wait()
        for server in servers:
            server.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = dict(line.lower().split(": ", 1) for line in head.splitlines()[1:] if line)
        await reader.readexactly(int(headers["content-length"]))
        writer.write(f"HTTP/1.1 {self.status} Noted\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        writer.close()
        with self._arrived:
            self.calls += 1
            self._messages.add(headers["webhook-id"])
            self._arrived.notify_all()


@contextmanager
def receiving(count: int) -> Iterator[Receivers]:
    """Receivers for the time of the block."""
    receivers, ready = Receivers(count), threading.Event()
    thread = threading.Thread(target=receivers.run, args=(ready,), name="receivers")
    thread.start()
    ready.wait()
    try:
        yield receivers
    finally:
        receivers.end()
        thread.join()
