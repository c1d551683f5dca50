"""The lab's API as typed calls. A foreign server has none: callers must do without it."""

from collections.abc import Sequence

import httpx

from contract import lab_endpoints
from contract.messages.base import JsonObject
from contract.messages.clock import AdvanceClock, Advanced, ClockState, SetClock
from contract.messages.lab import (
    ClaimJob,
    Events,
    FollowEvents,
    LabOrder,
    OfEquipment,
    ReportPrint,
    Stock,
)
from contract.messages.refunds import MakeRefund, Refund
from contract.messages.snapshots import Follow, KeepPart, PartOutcome
from contract.messages.wait import Awaited, WaitFor
from contract.transport import Transport

LONGEST_WAIT = 2.0
"""Seconds that one long poll may take; each says that the programs that ask are connected."""

LONGEST_ADVANCE = 75.0
"""Seconds; the backend stops by itself after 60, and then waits for what is under way."""
GRACE = 5.0
"""Seconds that an answer may come after a wait has ended."""
DRAWING = httpx.Timeout(20)
NOT_OFFERED = (
    lab_endpoints.SESSIONS,
    lab_endpoints.TIMELINE,
    lab_endpoints.FAULTS,
    lab_endpoints.SET_FAULT,
    lab_endpoints.REMOVE_FAULT,
    lab_endpoints.REMOVE_FAULTS,
    lab_endpoints.SET_SEED,
    lab_endpoints.PRESETS,
    lab_endpoints.USE_PRESET,
    lab_endpoints.REMOVE_PRESET,
    lab_endpoints.JOURNAL,
    lab_endpoints.JOURNAL_CALL,
    lab_endpoints.COUNT_CALLS,
    lab_endpoints.TAG_CALLS,
    lab_endpoints.REMOVE_CALLS,
    lab_endpoints.EXPORT_HAR,
    lab_endpoints.LEDGER,
    lab_endpoints.SNAPSHOTS,
    lab_endpoints.MAKE_SNAPSHOT,
    lab_endpoints.REMOVE_SNAPSHOT,
    lab_endpoints.RESTORE_SNAPSHOT,
    lab_endpoints.WEBHOOKS,
    lab_endpoints.REMOVE_WEBHOOK,
    lab_endpoints.TEST_WEBHOOK,
    lab_endpoints.DELIVERIES,
    lab_endpoints.DELIVERY,
    lab_endpoints.REPLAY_DELIVERY,
    lab_endpoints.REPLAY_DELIVERIES,
)
"""For people, the page and test suites: no program of ours calls them."""


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
        query = FollowEvents(part=parts) if after is None else FollowEvents(after=after, wait=wait, part=parts)
        return await self.transport.call(lab_endpoints.EVENTS, query=query)

    async def clock(self) -> ClockState:
        return await self.transport.call(lab_endpoints.CLOCK)

    async def set_clock(self, request: SetClock) -> ClockState:
        return await self.transport.call(lab_endpoints.SET_CLOCK, request)

    async def advance(self, request: AdvanceClock) -> Advanced:
        """Let time pass. Raises Refused (409) while another advance is under way, and when there is nothing ahead."""
        patience = httpx.Timeout(LONGEST_ADVANCE)
        return await self.transport.call(lab_endpoints.ADVANCE_CLOCK, request, timeout=patience)

    async def wait_for(self, request: WaitFor) -> Awaited:
        """The first such event. Raises Refused (409) when none came in time."""
        patience = httpx.Timeout(request.timeout + GRACE)
        return await self.transport.call(lab_endpoints.WAIT, request, timeout=patience)

    async def keep_part(self, snapshot: str, content: JsonObject) -> None:
        """Give our share to a snapshot that is being made. Raises Refused (409) when it came too late."""
        request = KeepPart(content=content)
        await self.transport.send(lab_endpoints.KEEP_PART, request, snapshot_id=snapshot, part_id=self._part)

    async def read_part(self, snapshot: str) -> JsonObject:
        """Our share in a snapshot. Raises Refused (404) when it has none."""
        part = await self.transport.call(lab_endpoints.PART, snapshot_id=snapshot, part_id=self._part)
        return part.content

    async def follow(self, snapshot: str, generation: str, outcome: PartOutcome, detail: str | None = None) -> None:
        """Say what came of our share after a snapshot was restored."""
        request = Follow(generation=generation, outcome=outcome, detail=detail)
        await self.transport.send(lab_endpoints.FOLLOW, request, snapshot_id=snapshot, part_id=self._part)

    async def orders(self, equipment_id: str) -> list[LabOrder]:
        """Orders that this equipment may print or has printed lately, in the order of the queue."""
        query = OfEquipment(equipment_id=equipment_id)
        return (await self.transport.call(lab_endpoints.ORDERS, query=query)).orders

    async def claim(self, order_id: str, request: ClaimJob) -> LabOrder:
        """Raises Refused (409) when another station holds the job."""
        return await self.transport.call(lab_endpoints.CLAIM_JOB, request, order_id=order_id)

    async def release(self, order_id: str) -> None:
        await self.transport.send(lab_endpoints.RELEASE_JOB, order_id=order_id)

    async def report_print(self, order_id: str, request: ReportPrint) -> None:
        await self.transport.send(lab_endpoints.REPORT_PRINT, request, order_id=order_id)

    async def stock(self, equipment_id: str) -> Stock:
        return await self.transport.call(lab_endpoints.STOCK, query=OfEquipment(equipment_id=equipment_id))

    async def refund(self, request: MakeRefund) -> Refund:
        """Give a payment back on the books; the same refund again succeeds. Raises Refused (400, 404, 409)."""
        return await self.transport.call(lab_endpoints.MAKE_REFUND, request)

    async def refunds(self) -> list[Refund]:
        """All that were made, the latest last."""
        return (await self.transport.call(lab_endpoints.LIST_REFUNDS)).refunds

    async def order_artwork(self, order_id: str) -> bytes:
        """The design as PNG, as it will be printed."""
        return (await self.transport.send(lab_endpoints.ORDER_ARTWORK, timeout=DRAWING, order_id=order_id)).content

    async def session_artwork(self, session_id: str) -> bytes:
        """The shopper's design so far as PNG, at screen resolution. Refused (404) before there is any."""
        response = await self.transport.send(lab_endpoints.SESSION_ARTWORK, timeout=DRAWING, session_id=session_id)
        return response.content

    @property
    def _part(self) -> str:
        """Raises ValueError for a program without a share."""
        if self.part is None:
            raise ValueError("This program has no share in snapshots")
        return self.part
