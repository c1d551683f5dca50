"""A small device for tests, and a clock that is set by hand."""

import asyncio
import math
from dataclasses import dataclass
from enum import StrEnum

from kernel.device import Device, Memento, Wait
from kernel.table import Table


class Light(StrEnum):
    """What a lamp of a staircase does."""

    OFF = "off"
    ON = "on"
    DIMMED = "dimmed"


class Press(StrEnum):
    BUTTON = "button"
    FADED = "faded"


MOVES = Table(
    "lamp",
    [Light.OFF],
    {
        (Light.OFF, Press.BUTTON): Light.ON,
        (Light.ON, Press.BUTTON): Light.ON,
        (Light.ON, Press.FADED): Light.DIMMED,
        (Light.DIMMED, Press.BUTTON): Light.ON,
        (Light.DIMMED, Press.FADED): Light.OFF,
    },
)


@dataclass(frozen=True, slots=True)
class LampSetup:
    """Seconds in each state."""

    on: float = 60.0
    dimmed: float = 5.0


class Lamp(Device[Light, Press]):
    """Burns for a while, then dimmed for a while."""

    def __init__(self, setup: LampSetup | None = None, memento: Memento[Light] | None = None) -> None:
        super().__init__(MOVES, memento or Memento(Light.OFF))
        self._setup = setup or LampSetup()

    def _wait(self) -> Wait[Press] | None:
        seconds = {Light.ON: self._setup.on, Light.DIMMED: self._setup.dimmed}.get(self.state)
        return None if seconds is None else Wait(seconds, Press.FADED)


class HandClock:
    """Its time passes when a test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.waited_for: list[float] = []
        """How long each wait was to be."""
        self._passed = asyncio.Event()

    def now(self) -> float:
        return self.seconds

    async def wait(self, bell: asyncio.Event, seconds: float) -> None:
        """Returns as soon as time has passed at all, as a clock does whose course has changed."""
        self.waited_for.append(seconds)
        self._passed.clear()
        waits = [asyncio.ensure_future(each.wait()) for each in (bell, self._passed)]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waits:
                each.cancel()

    async def advance(self, seconds: float) -> None:
        """Let time pass, and let everybody act until somebody waits for more of it."""
        self.seconds += seconds
        waits = len(self.waited_for)
        self._passed.set()
        while len(self.waited_for) == waits:
            await asyncio.sleep(0)

    @property
    def waits_for(self) -> float:
        return self.waited_for[-1] if self.waited_for else math.nan
