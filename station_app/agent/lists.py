"""The backend's lists as the station keeps them: orders and stock, read again when events say that they changed."""

from collections.abc import Iterable

from contract.lab_client import LabClient
from contract.messages.lab import Event
from contract.vocabulary import LabEvent
from station_app.agent.state import Halt
from station_app.agent.station import Station

ABOUT_ORDERS = {
    LabEvent.ORDER_CREATED,
    LabEvent.ORDER_CHANGED,
    LabEvent.ORDER_PROGRESS,
    LabEvent.JOB_CLAIMED,
    LabEvent.JOB_RELEASED,
}


class Lists:
    """Each reading raises what its call raises."""

    def __init__(self, station: Station, lab: LabClient) -> None:
        self._station = station
        self._lab = lab

    async def read_orders(self) -> None:
        self._station.put_orders(await self._lab.orders(self._station.equipment_id))

    async def read_stock(self) -> None:
        self._station.put_stock((await self._lab.stock(self._station.equipment_id)).levels)

    async def read_all(self) -> None:
        await self.read_orders()
        await self.read_stock()

    async def read_what_changed(self, events: Iterable[Event]) -> None:
        told = [event for event in events if not self._is_our_own(event)]
        if any(event.kind in ABOUT_ORDERS for event in told):
            await self.read_orders()
        if any(event.kind is LabEvent.STOCK_CHANGED for event in told):
            await self.read_stock()

    def check_job(self) -> None:
        """The lab's world was replaced: what is on the press may not exist in the new one."""
        job = self._station.memory.job
        if job is not None and job.order_id not in self._station.orders:
            self._station.halt(job, Halt.GONE)

    def _is_our_own(self, event: Event) -> bool:
        """What the station has done itself it knows without reading."""
        station = self._station
        if event.kind is LabEvent.JOB_CLAIMED:
            return event.data.get("station_id") == station.memory.station_id
        if event.order_id is None:
            return False
        if event.kind is LabEvent.ORDER_CHANGED:
            return station.has_made(event.order_id, event.data.get("status"))
        job = station.memory.job
        return event.kind is LabEvent.ORDER_PROGRESS and job is not None and event.order_id == job.order_id
