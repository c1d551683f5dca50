"""Lets time pass for devices: it waits for the next thing that time will bring about, and never ticks in between."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from kernel.device import MOMENT


class Timed(Protocol):
    """What goes on by itself as time passes: a device, or several together."""

    @property
    def seconds_to_change(self) -> float:
        """Until it would be something else by time alone; endless when it wouldn't."""

    def tick(self, seconds: float) -> None:
        """Let so much time pass."""


class Course(Protocol):
    """Some clock's course: it may go faster or slower than real time, stand still, or jump ahead."""

    def now(self) -> float:
        """Seconds that never go backwards."""

    async def wait(self, bell: asyncio.Event, seconds: float) -> None:
        """Until the bell rings, or so many of its seconds have passed. A change of its course rings the bell."""


async def _let_others_run() -> None:
    await asyncio.sleep(0)


class Runner:
    """Lets a clock's time pass for one device, from one change to the next, so that each of them can be seen."""

    def __init__(
        self,
        course: Course,
        device: Timed,
        on_change: Callable[[], None] = lambda: None,
        between: Callable[[], Awaitable[None]] = _let_others_run,
    ) -> None:
        """`on_change` hears of every change that time has brought about; `between` lets others act on it before more
        time passes."""
        self._course = course
        self._device = device
        self._on_change = on_change
        self._between = between
        self._passed = course.now()
        self._is_passing = False
        self._bell = asyncio.Event()

    async def run(self) -> None:
        """Let time pass until cancelled."""
        while True:
            self._bell.clear()
            if self.step():
                await self._between()
            else:
                await self._course.wait(self._bell, self._device.seconds_to_change - self._behind)

    def step(self) -> bool:
        """Let time pass until the first change, if that is due. Whether it was.

        When a clock jumps ahead by a day, one thing comes after the other.
        """
        due = self._device.seconds_to_change
        if due > self._behind + MOMENT:
            return False
        self._pass(due)
        self._on_change()
        return True

    @contextmanager
    def at_this_moment(self) -> Iterator[None]:
        """Whatever the body does to the device happens now, and may change what comes next."""
        if not self._is_passing and not self.step():
            self._pass(self._behind)
        yield
        self._bell.set()

    @property
    def _behind(self) -> float:
        """Seconds that have passed on the clock, and not yet for the device."""
        return max(0.0, self._course.now() - self._passed)

    def _pass(self, seconds: float) -> None:
        self._passed += seconds
        self._is_passing = True
        try:
            self._device.tick(seconds)
        finally:
            self._is_passing = False


class RealCourse:
    """Real time."""

    def now(self) -> float:
        return time.monotonic()

    async def wait(self, bell: asyncio.Event, seconds: float) -> None:
        await ring_within(bell, seconds)


async def ring_within(bell: asyncio.Event, seconds: float) -> None:
    """Until the bell rings, at most so many real seconds."""
    try:
        async with asyncio.timeout(None if seconds == math.inf else seconds):
            await bell.wait()
    except TimeoutError:
        return
