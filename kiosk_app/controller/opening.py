"""Opening a session, and finding the last one again after a power cut."""

import asyncio
from datetime import timedelta

from contract.backoff import Backoff
from contract.client import VendingClient
from contract.errors import Refused, ServiceError
from contract.messages.vending import CreateSession
from contract.vocabulary import SessionStatus
from kiosk_app.controller.board import Board
from kiosk_app.controller.link import Link
from kiosk_app.machine.sale import Sale
from kiosk_app.machine.screen import Screen, ScreenEvent

LIVE = {SessionStatus.ACTIVE, SessionStatus.DESIGNING, SessionStatus.PAYMENT_PENDING}


class Opening:
    """Gives the machine a session: a new one, or the one that it had. Each comes with the time that is left to it."""

    def __init__(self, board: Board, link: Link, vending: VendingClient) -> None:
        self._board = board
        self._link = link
        self._vending = vending

    async def new(self) -> tuple[Sale, timedelta]:
        """Ask for a session until there is one; meanwhile the machine says that it is out of service."""
        self._board.update(opening=True)
        request = CreateSession(machine_id=self._board.state.machine_id)
        backoff = self._link.backoff()
        while True:
            try:
                created = await self._link.once(lambda: self._vending.create_session(request))
            except ServiceError as error:
                await self._wait(error, backoff)
            else:
                self._board.update(opening=False)
                info = created.session_info
                return Sale(created.session_id, created.qr_data.qr_url), info.expires_at - info.created_at

    async def again(self, sale: Sale) -> timedelta | None:
        """How long the session of this sale still lives, by the backend's clock; None when it is over."""
        try:
            answer = await self._link.repeat(lambda: self._vending.validate_session(sale.session_id))
        except Refused:
            return None
        health = answer.session_health
        if health.status not in LIVE or health.is_expired:
            return None
        return health.expires_at - answer.security_info.timestamp

    async def _wait(self, error: ServiceError, backoff: Backoff) -> None:
        if self._board.state.screen in {Screen.STARTING, Screen.ATTRACT}:
            self._board.move(ScreenEvent.OPENING_FAILED)
        named = error.retry_after if isinstance(error, Refused) else None
        await asyncio.sleep(named or backoff.next_delay())
