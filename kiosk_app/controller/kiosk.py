"""One vending machine, put together from its parts."""

import asyncio
import secrets
from datetime import UTC, datetime

from contract.client import ManufacturerClient, VendingClient
from contract.lab_client import LabClient
from contract.messages.lab import Event
from contract.transport import Transport
from contract.vocabulary import LabEvent
from hostkit.store import Store
from kiosk_app.controller.attendant import Attendant, Inbox, Workplace
from kiosk_app.controller.bank_host import BankHost
from kiosk_app.controller.board import Board, Observer
from kiosk_app.controller.front import Front
from kiosk_app.controller.janitor import Janitor
from kiosk_app.controller.lab_feed import LabFeed
from kiosk_app.controller.link import Link
from kiosk_app.controller.machine_time import MachineTime
from kiosk_app.controller.memory import Memory
from kiosk_app.controller.opening import Opening
from kiosk_app.controller.queue_watch import QueueWatch
from kiosk_app.controller.session_watch import SessionWatch
from kiosk_app.controller.showcase import Showcase
from kiosk_app.controller.state import Failure, KioskState, QueuedOrder, Touch, Trouble
from kiosk_app.controller.till import Till
from kiosk_app.machine.bank import Card
from kiosk_app.machine.screen import Screen, ScreenEvent

REAL_TIME = MachineTime()


class Kiosk:
    """`run` serves customers until it is cancelled; `store` remembers everything that must outlive a power cut."""

    def __init__(
        self,
        machine_id: str,
        transport: Transport,
        store: Store,
        time: MachineTime = REAL_TIME,
    ) -> None:
        self._board = Board(KioskState(machine_id, str(transport.http.base_url)))
        self._inbox: Inbox = asyncio.Queue()
        vending, lab = VendingClient(transport), LabClient(transport)
        link, memory = Link(self._line_changed), Memory(store)
        self._feed = LabFeed(lab, self._heard)
        self._front = Front(self._board, time, self._inbox.put_nowait)
        self._janitor = Janitor(vending, link, memory)
        self._queue = QueueWatch(ManufacturerClient(transport), memory, self._queue_changed)
        self._watch = SessionWatch(vending, link, self._inbox.put_nowait)
        self._showcase = Showcase(self._board, lab, self._feed)
        workplace = Workplace(
            board=self._board,
            front=self._front,
            link=link,
            vending=vending,
            memory=memory,
            opening=Opening(self._board, link, vending),
            till=Till(vending, link, memory, BankHost(store, time), lambda: _transaction(machine_id)),
            janitor=self._janitor,
            queue=self._queue,
            watch=self._watch,
            showcase=self._showcase,
        )
        self._attendant = Attendant(workplace, self._inbox)

    @property
    def state(self) -> KioskState:
        return self._board.state

    def observe(self, observer: Observer) -> None:
        """Tell the observer the present state at once, and every one to come."""
        self._board.observe(observer)

    def touch(self, touch: Touch) -> None:
        """A person touched the screen."""
        self._front.touched()
        self._inbox.put_nowait(touch)

    def present(self, card: Card) -> None:
        """A person holds a card to the reader."""
        self._front.present(card)

    async def run(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            workers = (
                self._front,
                self._feed,
                self._queue,
                self._janitor,
                self._watch,
                self._showcase,
                self._attendant,
            )
            for worker in workers:
                tasks.create_task(worker.run())

    def _line_changed(self, failure: Failure | None) -> None:
        online = failure is None or failure.trouble is Trouble.REFUSED
        self._board.update(online=online, failure=failure)
        if not online and self.state.screen is Screen.STARTING and not self.state.confirming:
            self._board.move(ScreenEvent.OPENING_FAILED)

    def _queue_changed(self, orders: tuple[QueuedOrder, ...]) -> None:
        self._board.update(queue=orders)

    def _heard(self, event: Event) -> None:
        if event.kind is LabEvent.SESSION_CHANGED and event.session_id == self.state.session_id:
            self._watch.look_now()
        if event.kind is LabEvent.ORDER_CHANGED and event.order_id:
            self._queue.look_at(event.order_id)


def _transaction(machine_id: str) -> str:
    """A new transaction id, in the form of the guide's example."""
    return f"TXN_{machine_id}_{datetime.now(UTC):%Y%m%d}_{secrets.token_hex(4).upper()}"
