"""The station's present knowledge, shared by its tasks; each of them changes one part and wakes the others."""

import asyncio
from collections.abc import Callable, Iterable

from contract.messages.lab import LabOrder, StockLevel
from contract.vocabulary import OrderStatus
from kernel.runner import RealCourse, Runner
from station_app.agent.memory import JobInHand, JobStep, Memory, Update
from station_app.agent.queue_rows import queue_rows, waiting_jobs
from station_app.agent.state import Artwork, Halt, Halted, Link, StationState
from station_app.press.press import Press
from station_app.press.queue import Conditions, Job, in_order, next_job, plan

GIVEN_UP = {OrderStatus.CANCELLED, OrderStatus.FAILED}


class Station:
    """One press at one backend. Belongs to one event loop; nothing here waits for anything but a change."""

    def __init__(self, backend: str, equipment_id: str, memory: Memory, press: Press) -> None:
        self.backend = backend
        self.equipment_id = equipment_id
        self.memory = memory
        self.press = press
        # By real time, at its own speed: how fast the lab's clock goes is another matter.
        self.runner = Runner(RealCourse(), press, self.changed)
        self.link = Link.CONNECTING
        self.location = ""
        self.orders: dict[str, LabOrder] = {}
        self.stock: tuple[StockLevel, ...] = ()
        self.artworks: dict[str, Artwork | None] = {}
        self.selected: str | None = None
        self.paused = False
        self.halted: Halted | None = None
        self._left_alone: set[str] = set()
        self._change = asyncio.Event()
        self.version = 0

    @property
    def name(self) -> str:
        """What other stations see as the holder of a job: the equipment and a part of this station's own id."""
        return f"{self.equipment_id}-{self.memory.station_id[:4]}"

    def changed(self) -> None:
        self.version += 1
        self._change.set()
        self._change = asyncio.Event()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for changes until `condition` holds."""
        while not condition():
            await self._change.wait()

    async def newer_than(self, version: int) -> int:
        """Wait until something differs from what it was at `version`; the answer is the present version."""
        await self.until(lambda: self.version != version)
        return self.version

    def set_link(self, link: Link) -> None:
        self.link = link
        self.changed()

    def put_orders(self, orders: Iterable[LabOrder]) -> None:
        """The backend's list as it is now. Halts our job when somebody has cancelled it meanwhile."""
        self.orders = {order.order_id: order for order in orders}
        job = self.memory.job
        if job is not None and (order := self.orders.get(job.order_id)) and order.status in GIVEN_UP:
            self.halt(job, Halt.CANCELLED)
        self.changed()

    def put_stock(self, levels: Iterable[StockLevel]) -> None:
        self.stock = tuple(levels)
        self.changed()

    def put_claimed(self, order: LabOrder) -> None:
        """The order is ours now: no need to read the list again to know it."""
        self.orders[order.order_id] = order
        self.changed()

    def has_made(self, order_id: str, status: object) -> bool:
        """Whether an order has this status by an update of this station, on its way or accepted."""
        order = self.orders.get(order_id)
        is_ours = order is not None and order.claim is not None and order.claim.station_id == self.memory.station_id
        on_its_way = {update.status for update in self.memory.updates if update.order_id == order_id}
        return is_ours and order is not None and status in {order.status, *on_its_way}

    def apply(self, update: Update) -> None:
        """The backend has accepted this status: no need to read the list again to know it."""
        order = self.orders.get(update.order_id)
        if order is not None:
            self.orders[update.order_id] = order.model_copy(update={"status": update.status})
        self.changed()

    def halt(self, job: JobInHand | Update, why: Halt, detail: str = "") -> None:
        """Stop work on an order and leave it alone until a person has read why. The first reason stands."""
        if job.order_id not in self._left_alone:
            self.halted = Halted(why, job.order_id, job.queue_number, detail)
            self._left_alone.add(job.order_id)
        self.changed()

    def must_stop(self, order_id: str) -> bool:
        return order_id in self._left_alone

    def dismiss(self) -> None:
        """A person has read why the work stopped; the order may be tried again."""
        self.halted = None
        self._left_alone.clear()
        self.changed()

    def next_order(self) -> str | None:
        """The order to print now, None while there is none."""
        if self.memory.job is not None:
            return None
        return next_job(self._waiting(), self.conditions())

    def upcoming(self) -> list[str]:
        """The order ids of all that wait, the next one first."""
        return [job.order_id for job in in_order(self._waiting())]

    def conditions(self) -> Conditions:
        job, reading = self.memory.job, self.press.read()
        return Conditions(
            reachable=self.link is Link.CONNECTED,
            paused=self.paused,
            printing=job.queue_number if job else None,
            seconds_left=reading.seconds_left,
            seconds_per_case=reading.seconds_per_case,
            blanks={level.model_id: level.on_hand for level in self.stock},
        )

    def snapshot(self) -> StationState:
        reading = self.press.read()
        progress = {self.memory.job.order_id: reading.progress} if self.memory.job else {}
        waiting = plan(self._waiting(), self.conditions())
        rows = queue_rows(self.orders.values(), self._statuses(), progress, waiting, self.memory.station_id)
        return StationState(
            backend=self.backend,
            equipment_id=self.equipment_id,
            name=self.name,
            location=self.location,
            link=self.link,
            rows=rows,
            stock=self.stock,
            press=reading,
            job=next((row for row in rows if row.order.order_id in progress), None),
            paused=self.paused,
            halted=self.halted,
            unsent=len(self.memory.updates),
            selected=self.selected,
            artworks=dict(self.artworks),
        )

    def _waiting(self) -> list[Job]:
        return waiting_jobs(self.orders.values(), self._statuses(), self._left_alone, self.memory.station_id)

    def _statuses(self) -> dict[str, OrderStatus]:
        """What this station knows better than the backend's list: updates on their way, and its own job."""
        known = {update.order_id: update.status for update in self.memory.updates}
        if job := self.memory.job:
            known[job.order_id] = OrderStatus.PRINTED if job.step is JobStep.PRINTED else OrderStatus.PRINTING
        return known
