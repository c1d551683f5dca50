"""The lab's API as typed calls. A foreign server has none: callers must do without it."""

from urllib.parse import quote

import httpx

from contract.messages.lab import ClaimJob, Events, LabOrder, Orders, ReportPrint, Stock
from contract.messages.refunds import MakeRefund, Refund, Refunds
from contract.transport import Transport

LONGEST_WAIT = 0.5
"""Seconds that one long poll may take; short, so that a server ends quickly."""


def _order(order_id: str, call: str) -> str:
    return f"/lab/orders/{quote(order_id, safe='')}{call}"


class LabClient:
    """What our own programs ask of the lab beside the documented calls."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    async def events(self, after: str | None, wait: float = LONGEST_WAIT) -> Events:
        """Changes after the cursor `after`; None answers at once with the present cursor and no events."""
        query: dict[str, str | float] = {} if after is None else {"after": after, "wait": wait}
        return await self.transport.call("GET", "/lab/events", Events, query=query)

    async def orders(self, equipment_id: str) -> list[LabOrder]:
        """Orders that this equipment may print or has printed lately, in the order of the queue."""
        answer = await self.transport.call("GET", "/lab/orders", Orders, query={"equipment_id": equipment_id})
        return answer.orders

    async def claim(self, order_id: str, request: ClaimJob) -> LabOrder:
        """Raises Refused (409) when another station holds the job."""
        return await self.transport.call("POST", _order(order_id, "/claim"), LabOrder, request)

    async def release(self, order_id: str) -> None:
        await self.transport.send("DELETE", _order(order_id, "/claim"))

    async def report_print(self, order_id: str, request: ReportPrint) -> None:
        await self.transport.send("PUT", _order(order_id, "/progress"), request)

    async def stock(self, equipment_id: str) -> Stock:
        return await self.transport.call("GET", "/lab/stock", Stock, query={"equipment_id": equipment_id})

    async def refund(self, request: MakeRefund) -> Refund:
        """Give a payment back on the books; the same refund again succeeds. Raises Refused (400, 404, 409)."""
        return await self.transport.call("POST", "/lab/refunds", Refund, request)

    async def refunds(self) -> list[Refund]:
        """All that were made, the latest last."""
        return (await self.transport.call("GET", "/lab/refunds", Refunds)).refunds

    async def order_artwork(self, order_id: str) -> bytes:
        """The design as PNG, as it will be printed."""
        response = await self.transport.send("GET", _order(order_id, "/artwork.png"), timeout=httpx.Timeout(20))
        return response.content

    async def session_artwork(self, session_id: str) -> bytes:
        """The shopper's design so far as PNG, at screen resolution. Refused (404) before there is any."""
        path = f"/lab/sessions/{quote(session_id, safe='')}/artwork.png"
        response = await self.transport.send("GET", path, timeout=httpx.Timeout(20))
        return response.content
