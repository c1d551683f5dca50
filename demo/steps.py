"""The demo's steps: each has a name, a time limit and a duration, and is told when it is done."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from contract.errors import ServiceError
from demo.program import DrivingError


class StepFailed(Exception):
    """The demo can't go on."""

    def __init__(self, step: str, reason: str) -> None:
        super().__init__(f"{step}: {reason}")
        self.step = step
        self.reason = reason


@dataclass(slots=True)
class Step:
    """One step while it runs. `told` is the line for the person, the name unless the step knows better."""

    name: str
    told: str
    seconds: float = 0.0


class Steps:
    """All steps so far. `tell` takes a line for a person; `explain` says what the programs did last."""

    def __init__(self, tell: Callable[[str], None], explain: Callable[[], str]) -> None:
        self.done: list[Step] = []
        self._tell = tell
        self._explain = explain
        self._began = time.monotonic()

    @asynccontextmanager
    async def step(self, name: str, limit: float) -> AsyncIterator[Step]:
        """Run the body as a step of at most `limit` seconds. Raises StepFailed, which names it."""
        step = Step(name, told=name)
        began = time.monotonic()
        try:
            async with asyncio.timeout(limit):
                yield step
        except TimeoutError as error:
            raise StepFailed(name, f"it did not happen within {limit:g} s ({self._explain()})") from error
        except (DrivingError, ServiceError, OSError) as error:
            raise StepFailed(name, str(error)) from error
        now = time.monotonic()
        step.seconds = now - began
        self.done.append(step)
        self._tell(f"[{now - self._began:5.1f} s] {step.told}")


async def together(*work: Coroutine[Any, Any, None]) -> None:
    """Run steps side by side. The first failure ends the others and is raised."""
    try:
        async with asyncio.TaskGroup() as group:
            for each in work:
                group.create_task(each)
    except ExceptionGroup as failures:
        first = failures.exceptions[0]
        raise first from first.__cause__
