"""From a claim to a completed case, one job after another. It claims before it prints: no order is printed twice."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from contract.errors import Broken, Refused, Unreachable
from contract.lab_client import LabClient
from contract.messages.base import format_time
from contract.messages.lab import ClaimJob, LabOrder
from contract.vocabulary import OrderStatus
from station_app.agent.lists import Lists
from station_app.agent.memory import JobInHand, JobStep, Update
from station_app.agent.state import Halt, Link
from station_app.agent.station import Station
from station_app.press.press import Phase, PressEvent

log = logging.getLogger(__name__)

PAUSE_AFTER_REFUSAL = 0.5
PRINTABLE = {OrderStatus.PENDING, OrderStatus.PRINTING}

Now = Callable[[], datetime]


class Production:
    """Gives the one press its work. `now` tells the lab's time, for estimated completions."""

    def __init__(self, station: Station, lab: LabClient, lists: Lists, now: Now) -> None:
        self._station = station
        self._memory = station.memory
        self._press = station.press
        self._lab = lab
        self._lists = lists
        self._now = now

    async def run(self) -> None:
        if self._memory.job is not None:
            await self._resume(self._memory.job)
        while True:
            await self._station.until(lambda: self._station.next_order() is not None)
            order_id = self._station.next_order()
            order = order_id and await self._claim(order_id)
            if order and order.status is OrderStatus.PENDING:
                await self._make(_in_hand(order))

    async def _claim(self, order_id: str) -> LabOrder | None:
        """The order as the lab has it now, None when this station doesn't hold it."""
        try:
            order = await self._lab.claim(order_id, self._claim_request())
        except Refused as refusal:
            log.info("%s isn't ours: %s", order_id, refusal)
            await self._look_again()
        except (Unreachable, Broken) as error:
            log.info("%s may be ours or not: %s", order_id, error)
        else:
            self._station.put_claimed(order)
            return order
        await asyncio.sleep(PAUSE_AFTER_REFUSAL)
        return None

    async def _look_again(self) -> None:
        try:
            await self._lists.read_orders()
        except (Unreachable, Broken, Refused) as error:
            log.info("orders not read: %s", error)  # the feed meets the same and says so

    def _claim_request(self) -> ClaimJob:
        return ClaimJob(
            station_id=self._memory.station_id,
            station_name=self._station.name,
            equipment_id=self._station.equipment_id,
        )

    async def _resume(self, job: JobInHand) -> None:
        """Go on where a crash ended the work, or where a snapshot was taken.

        After a crash the press is free, and the half-printed case is scrap: its order is printed anew.
        """
        if job.step is JobStep.PRINTED:
            await self._unload(job)
            return
        order = await self._claim_again(job)
        if order is not None and order.status is OrderStatus.PRINTED:
            await self._unload(job)
        elif order is None or order.status not in PRINTABLE:
            await self._put_down()
        elif self._press.is_free:
            await self._make(job)
        else:
            await self._print(job)

    async def _claim_again(self, job: JobInHand) -> LabOrder | None:
        """Like `_claim`, but it waits for the backend, and a refusal is final."""
        while True:
            await self._station.until(lambda: self._station.link is Link.CONNECTED)
            try:
                return await self._lab.claim(job.order_id, self._claim_request())
            except Refused as refusal:
                gone = refusal.status == 404
                self._station.halt(job, Halt.GONE if gone else Halt.TAKEN, refusal.detail)
                return None
            except (Unreachable, Broken) as error:
                log.info("%s not claimed again yet: %s", job.order_id, error)
                await asyncio.sleep(PAUSE_AFTER_REFUSAL)

    async def _make(self, job: JobInHand) -> None:
        """Print one case and bring its order to completed, unless the order is halted meanwhile."""
        with self._station.runner.at_this_moment():
            self._press.handle(PressEvent.START)
        await self._memory.take(job, self._update(job, OrderStatus.PRINTING, self._estimated_completion()))
        self._station.changed()
        await self._print(job)

    async def _print(self, job: JobInHand) -> None:
        if await self._run_press(job, Phase.UNLOADING):
            await self._memory.case_printed(self._update(job, OrderStatus.PRINTED))
            await self._unload(job)

    async def _unload(self, job: JobInHand) -> None:
        """A press that is free has been unloaded before."""
        if self._press.is_free or await self._run_press(job, Phase.FINISHED):
            await self._complete(job)

    async def _complete(self, job: JobInHand) -> None:
        with self._station.runner.at_this_moment():
            self._press.clear()
        await self._memory.case_completed(self._update(job, OrderStatus.COMPLETED))
        self._station.changed()

    async def _run_press(self, job: JobInHand, phase: Phase) -> bool:
        """Wait until the press is at `phase`. False when the order was halted; the press is free then."""
        station = self._station
        await station.until(lambda: self._press.has_reached(phase) or station.must_stop(job.order_id))
        if station.must_stop(job.order_id):
            await self._put_down()
            return False
        return True

    async def _put_down(self) -> None:
        with self._station.runner.at_this_moment():
            self._press.clear()
        await self._memory.put_down()
        self._station.changed()

    def _estimated_completion(self) -> str:
        return format_time(self._now() + timedelta(seconds=self._press.read().seconds_left))

    @staticmethod
    def _update(job: JobInHand, status: OrderStatus, estimated_completion: str | None = None) -> Update:
        return Update(job.order_id, job.queue_number, status, estimated_completion)


def _in_hand(order: LabOrder) -> JobInHand:
    return JobInHand(order.order_id, order.queue_number)
