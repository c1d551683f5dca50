"""Sends what is due.

Each endpoint hears of one order in the order in which it happened, one message after the other; of different orders it
hears at the same time. A message that failed doesn't hold up the next: its retry may come late, and its timestamp says
so. A receiver that hangs holds up nobody else, and is asked less and less often.
"""

import asyncio
from collections import Counter
from collections.abc import Collection

import httpx

from backend.outbound.calling import open_client
from backend.webhooks import deliveries
from backend.webhooks.deliveries import Outcome, Parcel
from backend.webhooks.post import post
from backend.webhooks.rests import Rests
from backend.world.environment import Environment

PATIENCE = 10.0
"""Seconds of real time for one attempt."""
MOST_AN_ENDPOINT = 6
"""Attempts at a time: a share of its own for each, so that all others together can't starve one."""


def deliver_due(environment: Environment, patience: float = PATIENCE) -> int:
    """Send all that is due on the lab's clock, and what becomes due meanwhile. Returns the number of attempts."""
    return asyncio.run(_deliver_due(environment, patience))


async def _deliver_due(environment: Environment, patience: float) -> int:
    attempts = 0
    async with open_client() as client:
        courier = Courier(environment, client, patience)
        while courier.start_due():
            attempts += await courier.some_done()
    return attempts


class Courier:
    """The attempts under way in one event loop."""

    def __init__(
        self,
        environment: Environment,
        client: httpx.AsyncClient,
        patience: float = PATIENCE,
        rests: Rests | None = None,
    ) -> None:
        """Without `rests` each attempt is made when it is due, whatever came of the last one."""
        self._rests = rests
        self._environment = environment
        self._client = client
        self._patience = patience
        self._under_way: dict[asyncio.Task[Outcome], Parcel] = {}

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._under_way)

    def start_due(self) -> bool:
        """Begin what is due, as far as there is room. Returns whether anything is under way."""
        allowed = self._environment.settings.webhook_networks
        for parcel in deliveries.claim(self._environment, self._startable()):
            sending = post(self._client, parcel, allowed, self._patience)
            self._under_way[asyncio.create_task(sending)] = parcel
        return self.is_busy

    async def some_done(self, within: float | None = None) -> int:
        """Wait, at most so many seconds of real time, until some attempts have ended. Returns their number."""
        if not self._under_way:
            await asyncio.sleep(within or 0)
            return 0
        done, _ = await asyncio.wait(self._under_way, timeout=within, return_when=asyncio.FIRST_COMPLETED)
        ended = {self._under_way.pop(task): task.result() for task in done}
        if self._rests is not None:
            for parcel, outcome in ended.items():
                self._rests.note(parcel.webhook_id, outcome.has_hung)
        if ended:
            with self._environment.world.inside():
                deliveries.record(self._environment, ended)
        return len(ended)

    def _startable(self) -> list[int]:
        """The numbers of due messages, as many as may begin now."""
        if not deliveries.is_anything_pending(self._environment):
            return []
        busy = Counter(parcel.webhook_id for parcel in self._under_way.values())
        full = {webhook_id for webhook_id in (*busy, *self._resting()) if busy[webhook_id] >= self._most(webhook_id)}
        chosen: list[int] = []
        for due in deliveries.due_messages(self._environment, full):
            if busy[due.webhook_id] < self._most(due.webhook_id):
                busy[due.webhook_id] += 1
                chosen.append(due.number)
        return chosen

    def _most(self, webhook_id: str) -> int:
        """Attempts that this endpoint may have at a time."""
        return MOST_AN_ENDPOINT if self._rests is None else self._rests.most(webhook_id, MOST_AN_ENDPOINT)

    def _resting(self) -> Collection[str]:
        return () if self._rests is None else self._rests.known
