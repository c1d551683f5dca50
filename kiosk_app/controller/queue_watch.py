"""The numbers being printed and ready: this machine's own orders, as print status documents them."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from contract.client import ManufacturerClient
from contract.errors import Refused, ServiceError
from contract.vocabulary import OrderStatus
from kernel.runner import ring_within
from kiosk_app.controller.machine_time import MachineTime
from kiosk_app.controller.memory import Memory
from kiosk_app.controller.state import QueuedOrder

POLL_SECONDS = 20.0
"""One order a poll: the documented limit is 35 calls a minute for an address."""
NOT_FOUND = 404
MOST_EARLY = 50
"""Unknown orders of which it is remembered that something happened to them: a station may be quicker than we are."""
SHOWN_SECONDS = 600.0
"""How long a number stays after its order came to an end, in machine time."""
ENDED = {OrderStatus.COMPLETED, OrderStatus.FAILED, OrderStatus.CANCELLED}


class QueueWatch:
    """Keeps the orders of this machine up to date and tells `on_change` all of them."""

    def __init__(
        self,
        manufacturer: ManufacturerClient,
        memory: Memory,
        time: MachineTime,
        on_change: Callable[[tuple[QueuedOrder, ...]], None],
    ) -> None:
        self._manufacturer = manufacturer
        self._memory = memory
        self._time = time
        self._on_change = on_change
        self._orders: dict[str, QueuedOrder] = {}
        self._ended_at: dict[str, float] = {}
        self._telling = asyncio.Lock()
        self._asked: dict[str, None] = {}
        """Whom to ask for soon, each once, in the order in which they were named."""
        self._bell = asyncio.Event()
        self._early: deque[str] = deque(maxlen=MOST_EARLY)

    async def run(self) -> None:
        for order in await self._memory.orders():
            self._orders[order.order_id] = order
        self._on_change(tuple(self._orders.values()))
        while True:
            await self._refresh(await self._next())
            await self._drop_old()

    async def add(self, order: QueuedOrder) -> None:
        """Remember a new order; one that is known keeps its status."""
        self._orders.setdefault(order.order_id, order)
        if order.order_id in self._early:
            self.look_at(order.order_id)
        await self._tell()

    def look_at(self, order_id: str) -> None:
        """Ask for this order's status soon. One that isn't known is another machine's, or will be added in a moment."""
        if order_id not in self._orders:
            self._early.append(order_id)
            return
        self._asked[order_id] = None
        self._bell.set()

    async def _next(self) -> str | None:
        """The order that the lab named, or after a while the open one that was asked for longest ago."""
        if not self._asked:
            self._bell.clear()
            await ring_within(self._bell, POLL_SECONDS)
        if self._asked:
            order_id = next(iter(self._asked))
            del self._asked[order_id]
            return order_id
        return next((each for each, order in self._orders.items() if order.status not in ENDED), None)

    async def _refresh(self, order_id: str | None) -> None:
        if order_id is None or order_id not in self._orders:
            return
        known = self._orders[order_id] = self._orders.pop(order_id)  # the last in line, whatever the answer
        try:
            answer = await self._manufacturer.print_status(order_id)
        except Refused as refusal:
            if refusal.status == NOT_FOUND:  # of another life of the backend's database
                del self._orders[order_id]
                await self._tell()
            return
        except ServiceError:
            return  # the next poll asks again; the strip shows what was last known
        if answer.print_status != known.status:
            self._orders[order_id] = replace(known, status=answer.print_status)
            await self._tell()

    async def _drop_old(self) -> None:
        now = self._time.now()
        for order_id, order in list(self._orders.items()):
            if order.status in ENDED and now - self._ended_at.setdefault(order_id, now) > SHOWN_SECONDS:
                del self._orders[order_id], self._ended_at[order_id]
                await self._tell()

    async def _tell(self) -> None:
        async with self._telling:
            orders = tuple(sorted(self._orders.values(), key=_place))
            await self._memory.keep_orders(orders)
            self._on_change(orders)


def _place(order: QueuedOrder) -> tuple[int, str]:
    """Q999 comes before Q1000."""
    return len(order.queue_number), order.queue_number
