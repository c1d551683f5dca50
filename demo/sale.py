"""One sale, step by step: first the kiosk's screens, then kiosk and press side by side."""

from collections.abc import Callable
from dataclasses import dataclass

from contract.messages.lab import Event
from contract.vocabulary import LabEvent, OrderStatus, UserProgress
from demo.album import Album
from demo.lab import Lab
from demo.lab_events import LabEvents
from demo.program import Report
from demo.steps import Steps, together

HALF_PRINTED = 50
"""Per cent."""


@dataclass(frozen=True, slots=True)
class Sold:
    """What one sale leaves behind."""

    session_id: str
    order_id: str
    queue_number: str


class Sale:
    """Plays the customer at the machine. One object makes all sales of a demo, so that no report is read twice.

    `hurried` customers touch Done instead of waiting for the next screen; nobody is watching them.
    """

    def __init__(self, lab: Lab, events: LabEvents, steps: Steps, album: Album, hurried: bool) -> None:
        self._lab = lab
        self._events = events
        self._steps = steps
        self._album = album
        self._hurried = hurried
        self._screens = lab.kiosk.follow()
        self._orders = lab.kiosk.follow()
        self._jobs = lab.station.follow()

    async def make(self, begins_with_a_touch: bool) -> Sold:
        """Between customers the kiosk waits for a touch; at its start it shows a code by itself."""
        session_id = await self._see_the_code(begins_with_a_touch)
        await self._design(session_id)
        order_id, queue_number = await self._pay()
        await together(self._leave(), self._print(order_id, queue_number))
        await self._learn_that_it_is_ready(order_id, queue_number)
        return Sold(session_id, order_id, queue_number)

    async def _see_the_code(self, begins_with_a_touch: bool) -> str:
        async with self._steps.step("Code shown", limit=15) as step:
            if begins_with_a_touch:
                await self._lab.kiosk.do("touch", target="start")
            session_id = str((await self._screen("code"))["session_id"])
            await self._album.take(self._lab.station, "idle")
            step.told = f"Code shown: session {session_id}"
        return session_id

    async def _design(self, session_id: str) -> None:
        async with self._steps.step("Code scanned", limit=60):
            await self._screen("designing")
        async with self._steps.step("Case designed", limit=60):
            await self._events.until(_designed(session_id))
            await self._album.take(self._lab.kiosk, "designed")
        async with self._steps.step("Order received", limit=30):
            await self._screen("summary")

    async def _pay(self) -> tuple[str, str]:
        async with self._steps.step("Asked how to pay", limit=10):
            await self._touch("pay", "choose_payment")
        async with self._steps.step("Card asked for", limit=10):
            await self._touch("card", "pay")
        async with self._steps.step("Paid by card", limit=20) as step:
            await self._lab.kiosk.do("present", card="approved")
            confirmed = await self._screen("confirmed")
            order_id, queue_number = str(confirmed["order_id"]), str(confirmed["queue_number"])
            step.told = f"Paid by card: order {order_id} is {queue_number}"
        return order_id, queue_number

    async def _leave(self) -> None:
        async with self._steps.step("Thanked", limit=30):
            await self._go_on("thank_you")
        async with self._steps.step("Session ended", limit=30) as step:
            await self._go_on("attract")
            step.told = "Session ended: the kiosk waits for the next customer"

    async def _print(self, order_id: str, queue_number: str) -> None:
        limit = 30 + 3 * self._lab.case_seconds
        async with self._steps.step("Printing", limit) as step:
            step.told = f"Printing {queue_number} at the station"
            await self._job(order_id, OrderStatus.PRINTING)
        async with self._steps.step("Half printed", limit):
            await self._events.until(_half_printed(order_id))
            await self._album.take(self._lab.station, "half-printed")
        async with self._steps.step("Printed", limit):
            await self._job(order_id, OrderStatus.PRINTED)
        async with self._steps.step("Completed", limit):
            await self._job(order_id, OrderStatus.COMPLETED)

    async def _learn_that_it_is_ready(self, order_id: str, queue_number: str) -> None:
        async with self._steps.step("Kiosk shows it ready", limit=30) as step:
            await self._orders.until("order", order_id=order_id, status=OrderStatus.COMPLETED.value)
            await self._album.take(self._lab.kiosk, "ready")
            step.told = f"The kiosk shows {queue_number} as ready"

    async def _screen(self, name: str) -> Report:
        report = await self._screens.until("screen", screen=name)
        await self._album.take(self._lab.kiosk, name)
        return report

    async def _touch(self, target: str, screen: str) -> None:
        await self._lab.kiosk.do("touch", target=target)
        await self._screen(screen)

    async def _go_on(self, screen: str) -> None:
        if self._hurried:
            await self._lab.kiosk.do("touch", target="done")
        await self._screen(screen)

    async def _job(self, order_id: str, status: OrderStatus) -> None:
        await self._jobs.until("job", order_id=order_id, status=status.value)
        await self._album.take(self._lab.station, status.value)


def _designed(session_id: str) -> Callable[[Event], bool]:
    """The whole design is with the backend; its last picture has been on the screen for a moment."""
    reached = (LabEvent.SESSION_CHANGED, session_id, UserProgress.DESIGN_COMPLETE)
    return lambda event: (event.kind, event.session_id, event.data.get("user_progress")) == reached


def _half_printed(order_id: str) -> Callable[[Event], bool]:
    """Half printed or, at a great speed, further already."""

    def is_wanted(event: Event) -> bool:
        progress = event.kind == LabEvent.ORDER_PROGRESS and event.data["progress"] >= HALF_PRINTED
        return event.order_id == order_id and (progress or event.data.get("status") == OrderStatus.PRINTED)

    return is_wanted
