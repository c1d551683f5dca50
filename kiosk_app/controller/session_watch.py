"""Follows the session on the screen: polls its documented status, sooner when the lab says that it changed."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from contract.client import VendingClient
from contract.errors import Refused
from contract.messages.vending import SessionState
from kiosk_app.controller.link import Link

POLL_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Lost:
    """The backend doesn't know the session any more."""

    session_id: str


class SessionWatch:
    """Tells every change of the followed session, and its loss."""

    def __init__(self, vending: VendingClient, link: Link, tell: Callable[[SessionState | Lost], None]) -> None:
        self._vending = vending
        self._link = link
        self._tell = tell
        self._session_id: str | None = None
        self._last: SessionState | None = None
        self._news = asyncio.Event()

    def follow(self, session_id: str) -> None:
        self._session_id, self._last = session_id, None
        self._news.set()

    def stop(self) -> None:
        self._session_id = None

    def look_now(self) -> None:
        self._news.set()

    def tell_again(self) -> None:
        """Tell the session's state once more, though it may not have changed."""
        self._last = None
        self._news.set()

    async def run(self) -> None:
        while True:
            await self._pause()
            self._news.clear()
            if self._session_id is not None:
                await self._look(self._session_id)

    async def _look(self, session_id: str) -> None:
        try:
            state = await self._link.repeat(lambda: self._vending.session_status(session_id))
        except Refused:
            if session_id == self._session_id:  # told at each look: the attendant stops us when it has ended the sale
                self._tell(Lost(session_id))
            return
        if session_id == self._session_id and state != self._last:
            self._last = state
            self._tell(state)

    async def _pause(self) -> None:
        """Until the next poll or the next news, whichever comes first; without a session only news count."""
        with suppress(TimeoutError):
            async with asyncio.timeout(POLL_SECONDS if self._session_id else None):
                await self._news.wait()
