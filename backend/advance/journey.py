"""The way to a later moment, with everything that falls due on it done at its own time."""

import time
from datetime import datetime

import httpx

from backend.advance.ahead import next_attempts
from backend.ending import ending
from backend.services.end_session import expire_sessions
from backend.webhooks import deliveries
from backend.webhooks.courier import Courier
from backend.world.environment import Environment

PATIENCE = 2.0
"""Seconds of real time for one attempt: less than usual, since somebody waits."""
LOOK = 0.2
"""Seconds of real time between two looks whether the server ends, or another courier has done what it had claimed."""
TELLING = 1.0
"""Seconds of real time between two events that tell how far the clock has come."""


class Journey:
    """`longest` is how many seconds of real time it may take. What is under way then is waited for."""

    def __init__(self, environment: Environment, client: httpx.AsyncClient, longest: float) -> None:
        self._environment = environment
        self._courier = Courier(environment, client, min(PATIENCE, longest))
        self._until = time.monotonic() + longest
        self._told = time.monotonic()

    async def go(self, target: datetime) -> bool:
        """Get there. Returns False when the real time did not allow it."""
        while (stop := self._next_stop(target)) is not None:
            self._reach(stop)
            if not await self.catch_up():
                return False
        self._environment.clock.reach(target, tells=True)
        return await self.catch_up()

    async def catch_up(self) -> bool:
        """Do what is due now, or wait until another courier has. Returns False when the real time did not allow it."""
        store = self._environment.store
        expire_sessions(self._environment)
        while not self._is_over():
            commits = store.commits
            if self._courier.start_due():
                await self._courier.some_done(LOOK)
            elif deliveries.is_anything_due(self._environment):
                store.wait_for_commit(commits, LOOK)
            else:
                return True
        await self._finish()
        return False

    def _is_over(self) -> bool:
        return ending.is_set() or time.monotonic() >= self._until

    async def _finish(self) -> None:
        """A server that ends drops its attempts: they are made anew after its start."""
        while self._courier.is_busy and not ending.is_set():
            await self._courier.some_done(LOOK)
        self._environment.clock.reach(self._environment.now, tells=True)

    def _next_stop(self, target: datetime) -> datetime | None:
        with self._environment.store.reading():
            return next_attempts(self._environment.now, target)

    def _reach(self, stop: datetime) -> None:
        now = time.monotonic()
        tells = now >= self._told + TELLING
        if tells:
            self._told = now
        self._environment.clock.reach(stop, tells)
