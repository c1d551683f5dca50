"""The real programs of one demo, each started by its run script, as a person would."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from demo.album import Album
from demo.arguments import Arguments
from demo.program import DrivingError, Program, ProgramEnded

PROJECT = Path(__file__).resolve().parents[1]
MACHINE = "VM001"
EQUIPMENT = "CN_DEBUG_01"
CASE_SECONDS = 12.0
"""What a press takes for a case at speed 1."""
FASTEST_PACE = 0.7
"""Of the shopper, at any speed: the kiosk's transitions take their time, and a code must be seen before its scan."""
SEED = 2
"""The shopper's; with another one other cases are bought."""
KIOSK_PLACE = "0,0,572x704"
STATION_PLACE = "576,0,960x704"
"""Side by side on a laptop's screen of 1536 by 864, the smallest with room for the station."""


class Lab:
    """Backend with its shopper, kiosk and station. Leaving the context ends whatever still runs."""

    backend: Program
    kiosk: Program
    station: Program

    def __init__(self, arguments: Arguments, album: Album, programs: AsyncExitStack, visible: bool) -> None:
        self._arguments = arguments
        self._album = album
        self._programs = programs
        self._visible = visible
        self._running: list[Program] = []
        self.address = ""
        self.case_seconds = CASE_SECONDS / arguments.speed

    async def start_backend(self) -> None:
        pace = max(FASTEST_PACE, 1 / self._arguments.speed)
        self.backend = await self._start(
            "backend",
            *("--port", "0", "--database", str(self._album.state / "backend.sqlite")),
            *("--shopper", "--shopper-pace", str(pace), "--shopper-seed", str(SEED)),
        )
        ready = await self.backend.follow().until("ready")
        self.address = str(ready["address"])

    async def start_kiosk(self) -> None:
        self.kiosk = await self._start("kiosk", "--machine", MACHINE, *self._window(KIOSK_PLACE))
        await self.kiosk.follow().until("ready")

    async def start_station(self) -> None:
        words = ("--equipment", EQUIPMENT, "--case-seconds", str(self.case_seconds), *self._window(STATION_PLACE))
        self.station = await self._start("station", *words)
        await self.station.follow().until("ready")

    async def end_windows(self) -> None:
        """Raises DrivingError for a program that didn't end well."""
        await asyncio.gather(_end(self.kiosk), _end(self.station))

    async def end_backend(self) -> None:
        await _end(self.backend)

    def last_reports(self) -> str:
        """What the programs reported last, for the person who has to find out why nothing more came."""
        return "; ".join(f"the {each.name} last reported {each.reports[-1:]}" for each in self._running)

    def _window(self, place: str) -> Sequence[str]:
        words = ["--backend", self.address]
        if self._visible:
            words += ["--geometry", place]
        if self._arguments.language:
            words += ["--language", self._arguments.language]
        return words

    async def _start(self, name: str, *words: str) -> Program:
        script = PROJECT / f"run_{name}.py"
        if not script.exists():
            raise DrivingError(f"{script.name} is missing")
        program = await Program.start(name, sys.executable, str(script), "--control", *words)
        self._running.append(program)
        return await self._programs.enter_async_context(program)


async def _end(program: Program) -> None:
    status = await program.end()
    if status != 0:
        raise ProgramEnded(program.name, status, program.tail)
