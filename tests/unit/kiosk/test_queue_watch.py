"""The strip of numbers when the backend knows less than the machine."""

import asyncio
from pathlib import Path

import pytest

from contract.errors import Refused, ServiceError, Unreachable
from contract.messages.manufacturer import PrintStatus
from contract.vocabulary import OrderStatus, QualityCheck
from hostkit.store import Store
from kiosk_app.controller.machine_time import MachineTime
from kiosk_app.controller.memory import Memory
from kiosk_app.controller.queue_watch import QueueWatch
from kiosk_app.controller.state import QueuedOrder

OLD = QueuedOrder("ORDER_old", "Q999", OrderStatus.PENDING)
NEW = QueuedOrder("ORDER_new", "Q1000", OrderStatus.PENDING)


class Manufacturer:
    """Knows the new order, which is being printed; asked for the old one, it fails like this."""

    def __init__(self, failure: ServiceError) -> None:
        self._failure = failure

    async def print_status(self, order_id: str) -> PrintStatus:
        if order_id == OLD.order_id:
            raise self._failure
        return PrintStatus(
            order_id=order_id,
            print_status=OrderStatus.PRINTING,
            progress=3,
            started_at=None,
            completed_at=None,
            equipment_id=None,
            quality_check=QualityCheck.PENDING,
        )


async def numbers_after(memory: Memory, failure: ServiceError) -> list[str]:
    """What the strip shows once the new order is being printed; both were asked for."""
    shown: asyncio.Queue[tuple[QueuedOrder, ...]] = asyncio.Queue()
    stand_in = Manufacturer(failure)
    watch = QueueWatch(stand_in, memory, MachineTime(), shown.put_nowait)  # type: ignore[arg-type]  # it knows less
    running = asyncio.create_task(watch.run())
    await shown.get()
    for order in (NEW, OLD):
        await watch.add(order)
    for order in (OLD, NEW):
        watch.look_at(order.order_id)
    async with asyncio.timeout(5):
        strip = await shown.get()
        while OrderStatus.PRINTING not in {order.status for order in strip}:
            strip = await shown.get()
    running.cancel()
    return [order.queue_number for order in strip]


@pytest.mark.parametrize(
    ("failure", "numbers"),
    [(Refused(404, "Order not found", [], None), ["Q1000"]), (Unreachable("no answer"), ["Q999", "Q1000"])],
)
def test_only_an_order_that_is_unknown_goes(tmp_path: Path, failure: ServiceError, numbers: list[str]) -> None:
    with Store(tmp_path / "kiosk.db") as store:
        assert asyncio.run(numbers_after(Memory(store), failure)) == numbers


def test_an_order_that_changed_before_it_was_added_is_asked_for(tmp_path: Path) -> None:
    """A station may claim it while the machine still writes down that it was paid."""

    async def scene(memory: Memory) -> None:
        shown: asyncio.Queue[tuple[QueuedOrder, ...]] = asyncio.Queue()
        stand_in = Manufacturer(Unreachable("no answer"))
        watch = QueueWatch(stand_in, memory, MachineTime(), shown.put_nowait)  # type: ignore[arg-type]  # as above
        running = asyncio.create_task(watch.run())
        await shown.get()
        watch.look_at(NEW.order_id)
        await watch.add(NEW)
        async with asyncio.timeout(5):
            while (await shown.get())[0].status is not OrderStatus.PRINTING:
                pass
        running.cancel()

    with Store(tmp_path / "kiosk.db") as store:
        asyncio.run(scene(Memory(store)))
