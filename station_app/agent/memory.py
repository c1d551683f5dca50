"""What the station must still know after kill -9: who it is, the job in its hands, and the updates not yet sent.

Job and updates are one document and change in one commit, so that no crash can separate them.
"""

import asyncio
from dataclasses import dataclass, replace
from enum import StrEnum

from contract.vocabulary import OrderStatus
from hostkit.store import Store, in_thread


class JobStep(StrEnum):
    """How far the job in hand has come. A case that was on the press at a crash is printed again from the start."""

    ON_PRESS = "on_press"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class JobInHand:
    order_id: str
    queue_number: str
    step: JobStep = JobStep.ON_PRESS


@dataclass(frozen=True, slots=True)
class Update:
    """A status update for the backend. `estimated_completion` is RFC 3339."""

    order_id: str
    queue_number: str
    status: OrderStatus
    estimated_completion: str | None = None


class Memory:
    """Reads the store once; every change is durable when its call returns."""

    def __init__(self, store: Store, new_id: str) -> None:
        """`new_id` is who the station is from now on, where its store doesn't say it."""
        self._store = store
        self._writing = asyncio.Lock()
        self.station_id = _station_id(store, new_id)
        self.job: JobInHand | None = None
        self.updates: tuple[Update, ...] = ()
        self._restore()

    async def take(self, job: JobInHand, update: Update) -> None:
        """Take a job in hand. The same update not yet sent is replaced: a crash made it twice."""
        self.job = job
        kept = tuple(each for each in self.updates if (each.order_id, each.status) != (update.order_id, update.status))
        self.updates = (*kept, update)
        await self._commit()

    async def case_printed(self, update: Update) -> None:
        if self.job is not None:
            self.job = replace(self.job, step=JobStep.PRINTED)
        self.updates = (*self.updates, update)
        await self._commit()

    async def case_completed(self, update: Update) -> None:
        self.job = None
        self.updates = (*self.updates, update)
        await self._commit()

    async def put_down(self) -> None:
        """Have nothing in hand any more."""
        self.job = None
        await self._commit()

    async def sent(self, update: Update) -> None:
        """The update has reached the backend. It may be sent again, but not after a later one."""
        self.updates = tuple(each for each in self.updates if each is not update)
        await self._commit(soon=not self.updates)

    async def discard(self, order_id: str) -> None:
        """Forget the updates of an order that the backend refuses to change."""
        self.updates = tuple(update for update in self.updates if update.order_id != order_id)
        await self._commit()

    async def _commit(self, soon: bool = False) -> None:
        # In a thread: a disc can take longer to write than a frame may.
        async with self._writing:
            await in_thread(self._store.write, "work", self._content(), soon=soon)

    def _content(self) -> dict[str, object]:
        job = self.job and {
            "order_id": self.job.order_id,
            "queue_number": self.job.queue_number,
            "step": self.job.step,
        }
        updates = [
            {
                "order_id": update.order_id,
                "queue_number": update.queue_number,
                "status": update.status,
                "estimated_completion": update.estimated_completion,
            }
            for update in self.updates
        ]
        return {"job": job, "updates": updates}

    def _restore(self) -> None:
        work = self._store.read("work") or {"job": None, "updates": []}
        if job := work["job"]:
            self.job = JobInHand(job["order_id"], job["queue_number"], JobStep(job["step"]))
        self.updates = tuple(
            Update(
                update["order_id"],
                update["queue_number"],
                OrderStatus(update["status"]),
                update["estimated_completion"],
            )
            for update in work["updates"]
        )


def _station_id(store: Store, new_id: str) -> str:
    """Made once; the backend knows by it that a claim is ours after a restart."""
    known = store.read("station")
    if known is None:
        known = {"station_id": new_id}
        store.write("station", known)
    return str(known["station_id"])
