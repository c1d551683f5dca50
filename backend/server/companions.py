"""What runs beside the server in the main process: the word that it is ready, the control channel, the shopper."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext, suppress

from backend.server.address import own_transport
from backend.server.arguments import Arguments
from backend.server.shopper import playing_shopper
from contract.client import ManufacturerClient
from contract.errors import Broken, Unreachable
from hostkit.console import say
from hostkit.control import ControlChannel

RETRY = 0.02
"""Seconds between two looks whether the server answers."""


class Companions:
    """Runs in a thread of its own, since Granian holds the main one. `on_end` is called there when it is all over."""

    def __init__(self, url: str, ready_line: str, arguments: Arguments, on_end: Callable[[], None]) -> None:
        self.failed = True
        self._url = url
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
        finally:
            self._on_end()

    async def _until_ended(self) -> None:
        async with asyncio.TaskGroup() as group:
            work = group.create_task(self._work())
            await self._ending.wait()
            self._on_end()
            work.cancel()

    async def _work(self) -> None:
        await self._until_it_answers()
        async with self._shopper():
            await self._announce()

    def _shopper(self) -> AbstractAsyncContextManager[None]:
        arguments = self._arguments
        if not arguments.shopper:
            return nullcontext()
        return playing_shopper(self._url, arguments.shopper_seed, arguments.shopper_pace)

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
