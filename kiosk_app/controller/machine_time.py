"""The machine's own time: screens, devices and the simulated bank wait by it; the network and animations never do.

While there is a lab it goes by the lab's clock: real, scaled or frozen, and on at once when the lab advances. Without a
lab it is real time. When the lab goes away it keeps the last rate: a lab that comes back has the same clock, and time
that had run ahead of it meanwhile could not be taken back.
"""

import asyncio
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from contract.lab_time import ClockMode
from contract.messages.clock import ClockState
from kernel.runner import ring_within


@dataclass(frozen=True, slots=True)
class _Course:
    """At the tick `since` it was `seconds`; from then on it goes at `pace`."""

    seconds: float
    since: float
    pace: float

    def at(self, tick: float) -> float:
        return self.seconds + (tick - self.since) * self.pace

    def ticks_until(self, seconds: float, tick: float) -> float:
        """How long until that moment; endless while time stands still."""
        return (seconds - self.at(tick)) / self.pace if self.pace else math.inf


class MachineTime:
    """Seconds since the machine was switched on; they never go backwards, whatever the lab's clock does."""

    def __init__(self, pace: float = 1.0, ticks: Callable[[], float] = time.monotonic) -> None:
        """`pace` is machine seconds in one second of `ticks` until there is a lab."""
        self._ticks = ticks
        self._course = _Course(0.0, ticks(), pace)
        self._told = 0.0
        self._beginning = datetime.min.replace(tzinfo=UTC)
        """The lab's time at second 0."""
        self._bells: list[asyncio.Event] = []

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
        for bell in self._bells:
            bell.set()

    async def wait(self, bell: asyncio.Event, seconds: float) -> None:
        """Until the bell rings, or so much has passed. A change of time's course rings it."""
        end = self.now() + seconds
        self._bells.append(bell)
        try:
            await ring_within(bell, self._course.ticks_until(end, self._ticks()))
        finally:
            self._bells.remove(bell)

    async def sleep(self, seconds: float) -> None:
        """Until so much has passed: at once when time jumps beyond it, and not while time stands still."""
        end = self.now() + seconds
        while (left := end - self.now()) > 0:
            await self.wait(asyncio.Event(), left)
