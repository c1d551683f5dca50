"""What runs beside the server in the main process: the gate in front of it, the control channel, the shopper."""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress

from backend.server.address import Address, own_transport
from backend.server.arguments import Arguments
from backend.server.errors import CannotStart
from backend.server.front import open_gate
from backend.server.network_watch import NetworkWatch
from backend.server.preparation import Prepared
from backend.server.shopper import playing_shopper
from contract.client import ManufacturerClient
from contract.errors import Broken, Unreachable
from gate.listener import Gate
from hostkit.console import say
from hostkit.control import ControlChannel

KILL_TIMEOUT = 1
"""Seconds that open calls get at the end; the longest poll takes that long."""
RETRY = 0.02
"""Seconds between two looks whether the server answers."""


class Companions:
    """Runs in a thread of its own, since Granian holds the main one. `on_end` is called there when it is all over."""

    def __init__(
        self, prepared: Prepared, behind: Address, ready_line: str, arguments: Arguments, on_end: Callable[[], None]
    ) -> None:
        """`behind` is where the server listens, for the gate alone."""
        self.failed = True
        self._prepared = prepared
        self._url = prepared.address.url
        self._behind = behind
        self._ready_line = ready_line
        self._arguments = arguments
        self._on_end = on_end
        self._ending = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="companions")

    def start(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread.start()

    def end(self) -> None:
        """Ask everything to end; returns at once."""
        with suppress(RuntimeError):  # it may be over already
            self._loop.call_soon_threadsafe(self._ending.set)

    def join(self) -> None:
        self._thread.join()

    def _run(self) -> None:
        try:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(self._until_ended())
            self.failed = False
        except* CannotStart as refused:
            say(str(refused.exceptions[0]), sys.stderr)
        finally:
            self._on_end()

    async def _until_ended(self) -> None:
        async with asyncio.TaskGroup() as group:
            work = group.create_task(self._work())
            await self._ending.wait()
            self._on_end()
            work.cancel()

    async def _work(self) -> None:
        await self._until_it_listens()
        async with open_gate(self._prepared, self._behind, KILL_TIMEOUT) as gate:
            await self._until_it_answers()
            async with self._shopper(), self._watching_network(gate):
                try:
                    await self._announce()
                finally:
                    gate.end()  # at once, while the shopper takes its leave

    def _shopper(self) -> AbstractAsyncContextManager[None]:
        arguments = self._arguments
        if not arguments.shopper:
            return nullcontext()
        return playing_shopper(self._url, arguments.shopper_seed, arguments.shopper_pace)

    @asynccontextmanager
    async def _watching_network(self, gate: Gate) -> AsyncIterator[None]:
        """Where it was said once and for all by which address others reach us, nobody looks."""
        arguments, prepared = self._arguments, self._prepared
        if arguments.public_url or arguments.lan_address or not prepared.address.is_everywhere:
            yield
            return
        out = sys.stderr if arguments.control else sys.stdout  # the driver reads the latter
        async with asyncio.TaskGroup() as group:
            watch = NetworkWatch(prepared, gate.show, lambda line: say(line, out))
            watching = group.create_task(watch.run())
            try:
                yield
            finally:
                watching.cancel()

    async def _announce(self) -> None:
        """Say that we are ready; a driver's end is ours. Stays until it is cancelled, so that nothing else is."""
        if self._arguments.control:
            channel = ControlChannel()
            channel.report("ready", address=self._url)
            await channel.serve()
            self._ending.set()
        else:
            say(self._ready_line)
        await asyncio.Event().wait()

    async def _until_it_listens(self) -> None:
        """Before that nobody gets in, so that a client's call is refused and not lost."""
        while True:
            try:
                _, writer = await asyncio.open_connection(self._behind.ip, self._behind.port)
            except OSError:
                await asyncio.sleep(RETRY)
            else:
                writer.close()
                return

    async def _until_it_answers(self) -> None:
        async with own_transport(self._url) as transport:
            while True:
                try:
                    await ManufacturerClient(transport).health()
                except Broken:
                    return  # an answer all the same; what is wrong stands in it
                except Unreachable:
                    await asyncio.sleep(RETRY)
                else:
                    return
