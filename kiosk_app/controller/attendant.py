"""Serves one customer after another: inputs come in one at a time, and the flow table says which screen follows.

Inputs are touches, what the backend says of the session, and what time brings. Slow work (opening a session, paying)
happens while further inputs wait.
"""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from contract.client import VendingClient
from contract.errors import Refused
from contract.messages.vending import SessionState
from contract.vocabulary import OrderStatus, PaymentMethod, SessionStatus, UserProgress
from kiosk_app.controller.board import Board
from kiosk_app.controller.front import CardRead, Front, Happening, Passing
from kiosk_app.controller.janitor import Janitor
from kiosk_app.controller.link import Link
from kiosk_app.controller.memory import Memory
from kiosk_app.controller.opening import LIVE, Opening
from kiosk_app.controller.queue_watch import QueueWatch
from kiosk_app.controller.session_watch import Lost, SessionWatch
from kiosk_app.controller.showcase import Showcase, named_design, price
from kiosk_app.controller.state import EndReason, QueuedOrder, Touch
from kiosk_app.controller.till import Till
from kiosk_app.machine.bank import Card
from kiosk_app.machine.card_reader import ReaderEvent, ReaderState
from kiosk_app.machine.sale import Sale, SaleStage
from kiosk_app.machine.screen import Screen, ScreenEvent

BEFORE_PAYMENT = {Screen.CODE, Screen.DESIGNING, Screen.SUMMARY, Screen.CHOOSE_PAYMENT, Screen.PAY}
METHODS = {Touch.CARD: PaymentMethod.CARD, Touch.CONTACTLESS: PaymentMethod.CONTACTLESS}


@dataclass(frozen=True, slots=True)
class Moved:
    """Codes that are made now lead there."""

    public_url: str


Input = Touch | Happening | SessionState | Lost | Moved
Inbox = asyncio.Queue[Input]


class NoSale(Exception):
    """A step of a sale came without one: a mistake in the flow."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """What the attendant works with."""

    board: Board
    front: Front
    link: Link
    vending: VendingClient
    memory: Memory
    opening: Opening
    till: Till
    janitor: Janitor
    queue: QueueWatch
    watch: SessionWatch
    showcase: Showcase


class Attendant:
    """The customer's side of the machine."""

    def __init__(self, workplace: Workplace, inbox: Inbox, stands_idle: bool) -> None:
        self._at = workplace
        self._board = workplace.board
        self._inbox = inbox
        self._stands_idle = stands_idle
        self._sale: Sale | None = None

    async def run(self) -> None:
        await self._wake_up()
        while True:
            await self._take(await self._inbox.get())
            self._inbox.task_done()

    @property
    def _screen(self) -> Screen:
        return self._board.state.screen

    @property
    def _reads_card(self) -> bool:
        """Nothing ends the session meanwhile: the backend's answer to the payment decides."""
        return self._board.state.reader in {ReaderState.READING, ReaderState.AUTHORISING}

    @property
    def _selling(self) -> Sale:
        if self._sale is None:
            raise NoSale(self._screen)
        return self._sale

    async def _take(self, given: Input) -> None:
        match given:
            case Touch():
                await self._touched(given)
            case SessionState():
                await self._follow(given)
            case CardRead(card):
                await self._pay(card)
            case Passing.GAVE_UP:
                await self._give_up()
            case Passing.SESSION_RAN_OUT:
                self._at.watch.look_now()
            case Lost(session_id):
                await self._lost(session_id)
            case Moved(public_url):
                await self._renew_code(public_url)

    async def _touched(self, touch: Touch) -> None:
        """What the screen doesn't offer just now is ignored."""
        match self._screen, touch:
            case (Screen.ATTRACT, Touch.START):
                await self._open_session()
            case (Screen.ENDED, Touch.START):
                self._board.wipe(ScreenEvent.FINISHED)
                await self._open_session()
            case (Screen.SUMMARY, Touch.PAY) if not self._board.state.too_late_to_pay:
                self._board.move(ScreenEvent.PAY_CHOSEN)
            case (Screen.SUMMARY, Touch.BACK):
                await self._end(EndReason.CANCELLED)
            case (Screen.CHOOSE_PAYMENT, Touch.CARD | Touch.CONTACTLESS) if not self._board.state.too_late_to_pay:
                await self._ask_for_card(METHODS[touch])
            case (Screen.CHOOSE_PAYMENT, Touch.BACK):
                self._board.move(ScreenEvent.WENT_BACK)
            case (Screen.PAY, Touch.BACK) if self._at.front.cancel_reader():
                self._board.move(ScreenEvent.WENT_BACK, method=None)
            case (Screen.CONFIRMED | Screen.THANK_YOU, Touch.DONE):
                await self._finish()

    async def _give_up(self) -> None:
        if self._screen in BEFORE_PAYMENT:
            await self._end(EndReason.CANCELLED)
        else:
            await self._finish()

    # -- a session begins ----------------------------------------------------------------------------------------------

    async def _wake_up(self) -> None:
        """Go on where the machine was cut off."""
        sale = await self._at.memory.sale()
        if sale is None:
            await self._begin_day()
            return
        interrupted = sale.stage in {SaleStage.PAYING, SaleStage.CONFIRMED}
        self._board.update(confirming=interrupted)
        self._sale = await self._at.till.recover(sale)
        self._board.update(confirming=False)
        if self._sale.stage is SaleStage.SETTLED:
            await self._show_paid(ScreenEvent.SALE_RECOVERED)
        else:
            await self._take_up(self._sale, interrupted)

    async def _begin_day(self) -> None:
        if self._stands_idle:
            self._board.move(ScreenEvent.LEFT_UNUSED)
        else:
            await self._open_session()

    async def _take_up(self, sale: Sale, money_came_back: bool) -> None:
        left = await self._at.opening.again(sale)
        if left is not None:
            self._begin(sale, left)
        elif money_came_back:
            await self._end(EndReason.NOT_CONFIRMED)
        else:
            await self._close_session()
            await self._open_session()

    async def _open_session(self) -> None:
        sale, left = await self._at.opening.new()
        await self._at.memory.keep_sale(sale)
        self._begin(sale, left)

    def _begin(self, sale: Sale, left: timedelta) -> None:
        self._sale = sale
        self._at.showcase.clear()
        self._at.front.start_session(left)
        self._board.move(ScreenEvent.SESSION_OPENED, session_id=sale.session_id, qr_url=sale.qr_url)
        self._at.watch.follow(sale.session_id)

    # -- a session goes on ---------------------------------------------------------------------------------------------

    async def _follow(self, session: SessionState) -> None:
        """What the backend says of the session moves the screen until the payment."""
        if session.session_id != self._board.state.session_id or self._screen not in BEFORE_PAYMENT:
            return
        self._at.showcase.show(session)
        if session.status not in LIVE:
            await self._session_over(session.status)
        elif session.status is SessionStatus.PAYMENT_PENDING:
            await self._show_summary()
        elif session.user_progress is not UserProgress.STARTED and self._screen is Screen.CODE:
            self._board.move(ScreenEvent.CODE_SCANNED)

    async def _show_summary(self) -> None:
        if self._screen not in {Screen.CODE, Screen.DESIGNING}:
            return
        sale = self._selling
        try:
            info = await self._at.link.repeat(lambda: self._at.vending.order_info(sale.session_id))
        except Refused:
            return  # the session ended between the two calls; its next status says how
        self._sale = sale.priced(info.payment_info.amount)
        design = named_design(info, self._board.state.design.text)
        self._board.move(ScreenEvent.ORDER_RECEIVED, design=design, price=price(info))

    async def _renew_code(self, public_url: str) -> None:
        """A code on the screen that leads to where the backend was is of no use, unless somebody has scanned it."""
        if self._screen is not Screen.CODE or _leads_to(self._selling.qr_url, public_url):
            return
        sale = self._selling
        try:
            session = await self._at.link.repeat(lambda: self._at.vending.session_status(sale.session_id))
        except Refused:
            return  # the watch hears the same, and tells
        if session.status is SessionStatus.ACTIVE and session.user_progress is UserProgress.STARTED:
            await self._close_session()
            self._board.wipe(ScreenEvent.LEFT_UNUSED)
            await self._open_session()

    # -- a session ends ------------------------------------------------------------------------------------------------

    async def _lost(self, session_id: str) -> None:
        if session_id == self._board.state.session_id and self._screen in BEFORE_PAYMENT and not self._reads_card:
            await self._end(EndReason.UNKNOWN)

    async def _session_over(self, status: SessionStatus) -> None:
        if self._reads_card:
            return
        if status is SessionStatus.EXPIRED and self._screen is Screen.CODE:
            await self._close_session()
            self._board.wipe(ScreenEvent.LEFT_UNUSED)
        else:
            await self._end(EndReason.EXPIRED if status is SessionStatus.EXPIRED else EndReason.CANCELLED)

    async def _end(self, reason: EndReason) -> None:
        """The session is over without a sale."""
        self._at.front.cancel_reader()
        await self._close_session()
        self._board.move(ScreenEvent.SESSION_ENDED, end_reason=reason)

    async def _close_session(self) -> None:
        self._at.watch.stop()
        await self._at.janitor.clean(self._selling.session_id)
        await self._at.memory.forget_sale()
        self._sale = None

    async def _finish(self) -> None:
        """The customer has seen it all, or left."""
        if self._screen is Screen.THANK_YOU:
            await self._close_session()
            self._board.wipe(ScreenEvent.FINISHED)
        elif self._screen is Screen.ENDED:
            self._board.wipe(ScreenEvent.FINISHED)
        elif self._screen is Screen.CONFIRMED:
            self._board.move(ScreenEvent.FINISHED)

    # -- the payment ---------------------------------------------------------------------------------------------------

    async def _ask_for_card(self, method: PaymentMethod) -> None:
        self._sale = self._selling.paid_by(method)
        self._board.move(ScreenEvent.METHOD_CHOSEN, method=method)
        self._at.front.reader_event(ReaderEvent.VEND_REQUESTED)

    async def _pay(self, card: Card) -> None:
        self._sale = await self._at.till.authorise(self._selling, card)
        if self._sale.stage is SaleStage.UNPAID:
            self._at.front.reader_event(ReaderEvent.HOST_DECLINED)
            self._at.watch.tell_again()
            return
        self._at.front.reader_event(ReaderEvent.HOST_APPROVED)
        self._board.update(confirming=True)
        self._sale = await self._at.till.confirm(self._sale)
        self._board.update(confirming=False)
        self._at.front.reader_event(ReaderEvent.VEND_RESULT)
        if self._sale.stage is SaleStage.SETTLED:
            await self._show_paid(ScreenEvent.PAYMENT_CONFIRMED)
        else:
            await self._end(EndReason.NOT_CONFIRMED)

    async def _show_paid(self, event: ScreenEvent) -> None:
        sale = self._selling
        self._at.watch.stop()
        await self._at.queue.add(QueuedOrder(sale.order_id, sale.queue_number, OrderStatus.PENDING))
        shown = {"session_id": sale.session_id, "order_id": sale.order_id, "queue_number": sale.queue_number}
        self._board.move(event, **shown)


def _leads_to(qr_url: str, public_url: str) -> bool:
    return qr_url.partition("?")[0].rstrip("/") == public_url.rstrip("/")
