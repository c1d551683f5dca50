"""Status updates to the backend: in order, one at a time, kept until they have arrived. No press waits for them."""

import asyncio
import logging
from collections.abc import Callable

from contract.backoff import Backoff
from contract.client import ManufacturerClient
from contract.errors import Broken, Refused, Unreachable
from contract.messages.manufacturer import UpdateOrderStatus
from contract.persistence import ASKS_FOR_PATIENCE
from station_app.agent.memory import Update
from station_app.agent.state import Halt
from station_app.agent.station import Station

log = logging.getLogger(__name__)

TRY_AGAIN = {401, 403} | ASKS_FOR_PATIENCE
"""Refusals of the caller or of the moment, not of the update itself."""

Delivered = Callable[[Update], None]


class Outbox:
    def __init__(
        self, station: Station, manufacturer: ManufacturerClient, backoff: Backoff, delivered: Delivered
    ) -> None:
        """`delivered` hears of every update that the backend has accepted."""
        self._station = station
        self._memory = station.memory
        self._manufacturer = manufacturer
        self._backoff = backoff
        self._delivered = delivered

    async def run(self) -> None:
        while True:
            await self._station.until(lambda: bool(self._memory.updates))
            await self._send(self._memory.updates[0])

    async def _send(self, update: Update) -> None:
        try:
            await self._manufacturer.update_order_status(self._request(update))
        except (Unreachable, Broken) as error:
            log.info("%s of %s waits: %s", update.status, update.order_id, error)
            await asyncio.sleep(self._backoff.next_delay())
        except Refused as refusal:
            await self._refused(update, refusal)
        else:
            self._backoff.reset()
            self._station.apply(update)
            self._delivered(update)
            await self._memory.sent(update)

    async def _refused(self, update: Update, refusal: Refused) -> None:
        log.info("%s of %s: %s", update.status, update.order_id, refusal)
        if refusal.status in TRY_AGAIN:
            await asyncio.sleep(refusal.retry_after or self._backoff.next_delay())
            return
        self._station.halt(update, Halt.REFUSED, refusal.detail)
        await self._memory.discard(update.order_id)

    def _request(self, update: Update) -> UpdateOrderStatus:
        return UpdateOrderStatus(
            order_id=update.order_id,
            status=update.status,
            estimated_completion=update.estimated_completion,
            equipment_id=self._station.equipment_id,
            queue_number=update.queue_number,
        )
