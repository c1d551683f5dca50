"""The thread of a server that delivers webhooks as they become due.

While somebody advances the clock it steps aside: an advance delivers by itself, with less patience, and then tells what
has become of it.
"""

import asyncio
import logging
import threading
import time

from backend.outbound.calling import open_client
from backend.webhooks.courier import Courier
from backend.webhooks.deliveries import forget_claims
from backend.webhooks.rests import Rests
from backend.webhooks.retention import prune
from backend.world.environment import Environment

LOOK = 0.1
"""Seconds of real time between two looks at what is due: by a commit, or because the lab's clock went on."""
PRUNING = 60.0
"""Seconds of real time between two looks at what is old."""
logger = logging.getLogger(__name__)


class CourierThread:
    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Return when the thread has ended: at once, since attempts under way are dropped and made anew next time."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                forget_claims(self._environment)
                asyncio.run(self._deliver())
            except Exception:  # the edge of the thread: one failure must not end delivery for good
                logger.exception("webhooks could not be delivered")
                self._stopping.wait(LOOK)

    async def _deliver(self) -> None:
        prune_at = time.monotonic() + PRUNING
        async with open_client() as client:
            courier = Courier(self._environment, client, rests=Rests())
            while not self._stopping.is_set():
                if not self._environment.clock.is_held:
                    with self._environment.world.inside():
                        courier.start_due()
                await courier.some_done(LOOK)
                if time.monotonic() >= prune_at and not self._environment.clock.is_held:
                    with self._environment.world.inside():
                        prune(self._environment)
                    prune_at = time.monotonic() + PRUNING
