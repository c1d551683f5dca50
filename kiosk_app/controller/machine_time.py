"""The machine's own time: screens, devices and the simulated bank wait by it; the network and animations never do.

While there is a lab it goes by the lab's clock: real, scaled or frozen, and on at once when the lab advances. Without a
lab it is real time. When the lab goes away it keeps the last rate: a lab that comes back has the same clock, and time
that had run ahead of it meanwhile could not be taken back.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from contract.lab_time import ClockMode
from contract.messages.clock import ClockState


@dataclass(frozen=True, slots=True)
class _Course:
    """At the tick `since` it was `seconds`; from then on it goes at `pace`."""

    seconds: float
    since: float
    pace: float

    def at(self, tick: float) -> float:
        return self.seconds + (tick - self.since) * self.pace

    def ticks_until(self, seconds: float, tick: float) -> float | None:
        """How long until that moment; None while time stands still."""
        return (seconds - self.at(tick)) / self.pace if self.pace else None


class MachineTime:
    """Seconds since the machine was switched on; they never go backwards, whatever the lab's clock does."""

    def __init__(self, pace: float = 1.0, ticks: Callable[[], float] = time.monotonic) -> None:
        """`pace` is machine seconds in one second of `ticks` until there is a lab."""
        self._ticks = ticks
        self._course = _Course(0.0, ticks(), pace)
        self._told = 0.0
        self._beginning = datetime.min.replace(tzinfo=UTC)
        """The lab's time at second 0."""
        self._change = asyncio.Event()

    @property
    def pace(self) -> float:
        """Machine seconds in one real second; 0 while time stands still."""
        return self._course.pace

    def now(self) -> float:
        return max(self._told, self._course.at(self._ticks()))

    def enter_world(self, clock: ClockState) -> None:
        """Go on in a lab that we didn't know: its date is no time that has passed."""
        self._beginning = clock.now - timedelta(seconds=self.now())
        self.follow(clock)

    def follow(self, clock: ClockState) -> None:
        """Go on as the lab's clock does, in the world that was entered."""
        self._told = self.now()
        seconds = (clock.now - self._beginning).total_seconds()
        self._course = _Course(seconds, self._ticks(), 0.0 if clock.mode is ClockMode.FROZEN else clock.rate)
        self._change.set()
        self._change = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """Until so much has passed: at once when time jumps beyond it, and not while time stands still."""
        end = self.now() + seconds
        while self.now() < end:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._course.ticks_until(end, self._ticks())):
                    await self._change.wait()
