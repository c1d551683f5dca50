"""The shopper's case as it grows: what the session's status tells of the design, and its picture from the lab."""

import asyncio
from contextlib import suppress

from contract.errors import ServiceError
from contract.lab_client import LabClient
from contract.messages.vending import OrderInfo, SessionData, SessionState
from contract.vocabulary import UserProgress
from kiosk_app.controller.board import Board
from kiosk_app.controller.lab_news import LabNews
from kiosk_app.controller.state import Design, Price


class Showcase:
    """Keeps the design, its picture and its price on the board."""

    def __init__(self, board: Board, lab: LabClient, news: LabNews) -> None:
        self._board = board
        self._lab = lab
        self._news = news
        self._shown: tuple[UserProgress, SessionData] | None = None
        self._wanted = asyncio.Event()

    async def run(self) -> None:
        """Fetch pictures one after another, so that an older one never replaces a newer; none for a design that has
        grown meanwhile."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            if self._news.connected:
                with suppress(ServiceError):  # without a picture the screen shows a blank case
                    await self._fetch(self._board.state.session_id)

    def clear(self) -> None:
        self._shown = None

    def show(self, session: SessionState) -> None:
        """What is known of the design by now."""
        self._board.update(progress=session.user_progress)
        data = session.session_data
        # The status tells of no colours: the last of them come with the progress to the payment.
        if data is None or (session.user_progress, data) == self._shown:
            return
        self._shown = session.user_progress, data
        text = str((data.user_selections or {}).get("text_added") or "")
        design = Design(data.brand or "", data.model or "", _words(data.template or ""), text)
        self._board.update(design=design)
        if design != Design():
            self._wanted.set()

    async def _fetch(self, session_id: str) -> None:
        artwork = await self._lab.session_artwork(session_id)
        if session_id == self._board.state.session_id:
            self._board.update(artwork=artwork)


def named_design(info: OrderInfo, text: str) -> Design:
    """The design with the names that are meant for people."""
    order = info.order_summary
    return Design(order.brand or "", order.model or "", order.template or "", text)


def price(info: OrderInfo) -> Price:
    parts = info.payment_info.breakdown
    return Price(info.payment_info.amount, parts.base_price, parts.ai_enhancement)


def _words(template: str) -> str:
    """A template's id as words, until order-info tells its name; "2-in-1" is words already."""
    return template if template[:1].isdigit() else template.replace("-", " ").title()
