"""The whole demo: start the programs, sell, hand over to the person, end everything, write it down."""

import asyncio
from contextlib import AsyncExitStack, suppress

from contract.lab_feed import LabFeed
from contract.transport import Transport
from demo.album import Album
from demo.arguments import Arguments
from demo.interruption import Interrupted, unless
from demo.lab import Lab
from demo.lab_events import LabEvents
from demo.sale import Sale, Sold
from demo.steps import Steps
from demo.summary import read_statuses, write_summary
from hostkit.console import say
from hostkit.lab_token import find_token

HANDS_ON = "Hands on: the windows are yours. Close the kiosk's window, or press Ctrl-C here, to end everything."


class Demonstration:
    """One run of the demo. Leaving the context ends whatever still runs."""

    def __init__(self, arguments: Arguments, album: Album, visible: bool, ending: asyncio.Event) -> None:
        self._arguments = arguments
        self._album = album
        self._visible = visible
        self._ending = ending
        self._programs = AsyncExitStack()
        self._lab = Lab(arguments, album, self._programs, visible)
        self._steps = Steps(say, self._lab.last_reports)

    async def run(self) -> None:
        """Raises StepFailed, or Interrupted when the person ends it before the last sale is over."""
        async with self._programs:
            await unless(self._ending, self._start())
            transport = Transport(self._lab.address, "demo", lambda: find_token(self._lab.address))
            await self._programs.enter_async_context(transport)
            sales = await unless(self._ending, self._sell(transport))
            stalls = await self._read_stalls()
            if self._visible:
                await self._hand_over()
            await self._finish(transport, sales, stalls)

    async def _start(self) -> None:
        async with self._steps.step("Backend ready", limit=20) as step:
            await self._lab.start_backend()
            step.told = f"Backend ready: {self._lab.address}"
        async with self._steps.step("Station ready", limit=20):
            await self._lab.start_station()
        async with self._steps.step("Kiosk ready", limit=20):  # last, since its code is scanned soon
            await self._lab.start_kiosk()

    async def _sell(self, transport: Transport) -> list[Sold]:
        events = LabEvents(LabFeed(transport))
        async with self._steps.step("Everybody listens", limit=10):
            await events.start()
            for program in (self._lab.kiosk, self._lab.station):
                await program.do("reset_stalls")
        sale = Sale(self._lab, events, self._steps, self._album, hurried=not self._visible)
        return [await sale.make(begins_with_a_touch=number > 0) for number in range(self._arguments.sessions)]

    async def _read_stalls(self) -> dict[str, float]:
        """The longest stall of each Qt event loop during the sales, in milliseconds."""
        async with self._steps.step("Stalls read", limit=10):
            windows = (self._lab.kiosk, self._lab.station)
            return {program.name: (await program.do("stalls"))["longest_ms"] for program in windows}

    async def _hand_over(self) -> None:
        say(HANDS_ON)
        with suppress(Interrupted):
            await unless(self._ending, self._lab.kiosk.ended())

    async def _finish(self, transport: Transport, sales: list[Sold], stalls: dict[str, float]) -> None:
        async with self._steps.step("Kiosk and station ended", limit=10):
            await self._lab.end_windows()
        async with self._steps.step("Final statuses read", limit=10):
            statuses = [await read_statuses(transport, sold) for sold in sales]
        async with self._steps.step("Backend ended", limit=10):
            await self._lab.end_backend()
        async with self._steps.step("Summary written", limit=10):
            write_summary(self._album.summary, sales, statuses, self._steps.done, stalls)
