"""The lab's API as typed calls. A foreign server has none: callers must do without it."""

from collections.abc import Sequence
from urllib.parse import quote

import httpx

from contract.lab_endpoints import ADVANCE_CLOCK, CLOCK, FOLLOW, KEEP_PART, PART, SET_CLOCK, WAIT
from contract.messages.base import JsonObject
from contract.messages.clock import AdvanceClock, Advanced, ClockState, SetClock
from contract.messages.lab import ClaimJob, Events, LabOrder, Orders, ReportPrint, Stock
from contract.messages.refunds import MakeRefund, Refund, Refunds
from contract.messages.snapshots import Follow, KeepPart, Part, PartOutcome
from contract.messages.wait import Awaited, WaitFor
from contract.transport import Transport, read_answer

LONGEST_WAIT = 2.0
"""Seconds that one long poll may take; each says that the programs that ask are connected."""

LONGEST_ADVANCE = 75.0
"""Seconds; the backend stops by itself after 60, and then waits for what is under way."""
GRACE = 5.0
"""Seconds that an answer may come after a wait has ended."""


def _order(order_id: str, call: str) -> str:
    return f"/lab/orders/{quote(order_id, safe='')}{call}"


class LabClient:
    """What our own programs ask of the lab beside the documented calls."""

    def __init__(self, transport: Transport, part: str | None = None) -> None:
        """`part` is the program's name in snapshots; one without a share in them has none."""
        self.transport = transport
        self.part = part

    async def events(self, after: str | None, wait: float = LONGEST_WAIT, parts: Sequence[str] = ()) -> Events:
        """Changes after the cursor `after`; None answers at once with the present cursor and no events.

        `parts` are the programs with a share in snapshots for whom is asked.
        """
        query: dict[str, str | float | Sequence[str]] = {} if after is None else {"after": after, "wait": wait}
        if parts:
            query["part"] = parts
        return await self.transport.call("GET", "/lab/events", Events, query=query)

    async def clock(self) -> ClockState:
        return await self.transport.call("GET", CLOCK.path, ClockState)

    async def set_clock(self, request: SetClock) -> ClockState:
        return await self.transport.call("PUT", SET_CLOCK.path, ClockState, request)

    async def advance(self, request: AdvanceClock) -> Advanced:
        """Let time pass. Raises Refused (409) while another advance is under way, and when there is nothing ahead."""
        timeout = httpx.Timeout(LONGEST_ADVANCE)
        return read_answer(await self.transport.send("POST", ADVANCE_CLOCK.path, request, timeout=timeout), Advanced)

    async def wait_for(self, request: WaitFor) -> Awaited:
        """The first such event. Raises Refused (409) when none came in time."""
        timeout = httpx.Timeout(request.timeout + GRACE)
        return read_answer(await self.transport.send("POST", WAIT.path, request, timeout=timeout), Awaited)

    async def keep_part(self, snapshot: str, content: JsonObject) -> None:
        """Give our share to a snapshot that is being made. Raises Refused (409) when it came too late."""
        await self.transport.send(
            "PUT", KEEP_PART.url(snapshot_id=snapshot, part_id=self._part), KeepPart(content=content)
        )

    async def read_part(self, snapshot: str) -> JsonObject:
        """Our share in a snapshot. Raises Refused (404) when it has none."""
        path = PART.url(snapshot_id=snapshot, part_id=self._part)
        return (await self.transport.call("GET", path, Part)).content

    async def follow(self, snapshot: str, generation: str, outcome: PartOutcome, detail: str | None = None) -> None:
        """Say what came of our share after a snapshot was restored."""
        path = FOLLOW.url(snapshot_id=snapshot, part_id=self._part)
        await self.transport.send("POST", path, Follow(generation=generation, outcome=outcome, detail=detail))

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

    @property
    def _part(self) -> str:
        """Raises ValueError for a program without a share."""
        if self.part is None:
            raise ValueError("This program has no share in snapshots")
        return self.part
