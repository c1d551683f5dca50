"""Ends sessions at the backend when the customer has gone: the guide's session clean-up, repeated until it is done."""

import asyncio
from contextlib import suppress

from contract.client import VendingClient
from contract.errors import Refused
from kiosk_app.controller.link import Link
from kiosk_app.controller.memory import Memory


class Janitor:
    """Deletes the sessions that it is told of, also those that a crash left over."""

    def __init__(self, vending: VendingClient, link: Link, memory: Memory) -> None:
        self._vending = vending
        self._link = link
        self._memory = memory
        self._news = asyncio.Event()

    async def clean(self, session_id: str) -> None:
        """Remember the session; it is deleted as soon as the backend answers."""
        await self._memory.add_session_to_clean(session_id)
        self._news.set()

    async def run(self) -> None:
        while True:
            self._news.clear()
            for session_id in await self._memory.sessions_to_clean():
                await self._delete(session_id)
            await self._news.wait()

    async def _delete(self, session_id: str) -> None:
        with suppress(Refused):  # the backend doesn't know it: nothing is left to clean
            await self._link.repeat(lambda: self._vending.cancel_session(session_id))
        await self._memory.session_cleaned(session_id)
