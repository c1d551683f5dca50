"""What is behind the machine's front: everything that is built from its memory, and built anew from another one."""

import asyncio
from dataclasses import dataclass
from functools import partial

from contract.client import ManufacturerClient, VendingClient
from contract.lab_client import LabClient
from contract.messages.lab import Event, Events
from contract.vocabulary import LabEvent
from hostkit.store import Store
from kernel.chance import Chance
from kernel.clock import Clock
from kiosk_app.controller.attendant import Attendant, Inbox, Moved, Workplace
from kiosk_app.controller.bank_host import BankHost
from kiosk_app.controller.board import Board
from kiosk_app.controller.front import Front
from kiosk_app.controller.janitor import Janitor
from kiosk_app.controller.lab_news import LabNews
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


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What outlives an inside. `date` tells the lab's date and time of day."""

    machine_id: str
    lab: LabClient
    news: LabNews
    store: Store
    time: MachineTime
    date: Clock
    chance: Chance


class Inside:
    """One life of the machine, from its memory to its end."""

    def __init__(self, around: Surroundings, stands_idle: bool = False) -> None:
        """`stands_idle` leaves a machine without a sale on its attract screen, where it would open a session."""
        transport, machine_id = around.lab.transport, around.machine_id
        self.board = Board(KioskState(machine_id, str(transport.http.base_url)))
        self._inbox: Inbox = asyncio.Queue()
        self._public_url = ""
        vending = VendingClient(transport)
        link, memory = Link(self._line_changed, around.chance, machine_id), Memory(around.store)
        bank = BankHost(around.store, around.time)
        self._front = Front(self.board, around.time, self._inbox.put_nowait, self._inbox.join)
        self._janitor = Janitor(vending, link, memory)
        self._queue = QueueWatch(ManufacturerClient(transport), memory, around.time, self._queue_changed)
        self._watch = SessionWatch(vending, link, self._inbox.put_nowait)
        self._showcase = Showcase(self.board, around.lab, around.news)
        workplace = Workplace(
            board=self.board,
            front=self._front,
            link=link,
            vending=vending,
            memory=memory,
            opening=Opening(self.board, link, vending),
            till=Till(vending, link, memory, bank, partial(_transaction, around, memory)),
            janitor=self._janitor,
            queue=self._queue,
            watch=self._watch,
            showcase=self._showcase,
        )
        self._attendant = Attendant(workplace, self._inbox, stands_idle)

    async def run(self) -> None:
        workers = (
            self._front,
            self._queue,
            self._janitor,
            self._watch,
            self._showcase,
            self._attendant,
        )
        async with asyncio.TaskGroup() as tasks:
            for worker in workers:
                tasks.create_task(worker.run())

    def touch(self, touch: Touch) -> None:
        self._front.touched()
        self._inbox.put_nowait(touch)

    def present(self, card: Card) -> None:
        self._front.present(card)

    def hear(self, news: Events) -> None:
        """What changed at the backend, and where it is reached now."""
        for event in news.events:
            self._follow(event)
        if news.public_url != self._public_url:
            self._public_url = news.public_url
            self._inbox.put_nowait(Moved(news.public_url))

    def _follow(self, event: Event) -> None:
        if event.kind is LabEvent.SESSION_CHANGED and event.session_id == self.board.state.session_id:
            self._watch.look_now()
        if event.kind is LabEvent.ORDER_CHANGED and event.order_id:
            self._queue.look_at(event.order_id)

    def _line_changed(self, failure: Failure | None) -> None:
        online = failure is None or failure.trouble is Trouble.REFUSED
        self.board.update(online=online, failure=failure)
        if not online and self.board.state.screen is Screen.STARTING and not self.board.state.confirming:
            self.board.move(ScreenEvent.OPENING_FAILED)

    def _queue_changed(self, orders: tuple[QueuedOrder, ...]) -> None:
        self.board.update(queue=orders)


async def _transaction(around: Surroundings, memory: Memory) -> str:
    """A new transaction id, in the form of the guide's example; the how-manieth of this machine decides."""
    drawn = around.chance.octets(4, "transaction", around.machine_id, await memory.next_transaction())
    return f"TXN_{around.machine_id}_{around.date.now():%Y%m%d}_{drawn.hex().upper()}"
