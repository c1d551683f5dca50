"""What the machine itself remembers: its sale, its orders, its books, and the sessions it has yet to clean up.

Every method is one committed change, made in a thread so that the screen never waits for the disk. What the machine
would find out again after a power cut, from the bank, the backend or the sale itself, doesn't wait for the disk either.
"""

import asyncio
from collections.abc import Iterable
from typing import Any

from contract.vocabulary import OrderStatus
from hostkit.store import Store, in_thread
from kiosk_app.controller.state import QueuedOrder
from kiosk_app.machine.books import Books, Entry
from kiosk_app.machine.sale import Sale, SaleStage

SALE, ORDERS, CLEANUP, BOOKS, TRANSACTIONS = "sale", "orders", "cleanup", "books", "transactions"


class Memory:
    """The machine's part of the durable store; the bank keeps its own."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cleanup = asyncio.Lock()
        self.books = Books(Entry.from_document(entry) for entry in store.entries(BOOKS))

    async def sale(self) -> Sale | None:
        document = await in_thread(self._store.read, SALE)
        return None if document is None else Sale.from_document(document)

    async def keep_sale(self, sale: Sale) -> None:
        """Once the bank has been asked, the sale's transaction id tells how far the money is: bank and backend know."""
        soon = sale.stage in {SaleStage.CONFIRMED, SaleStage.SETTLED}
        await in_thread(self._store.write, SALE, sale.as_document(), soon=soon)

    async def forget_sale(self) -> None:
        await in_thread(self._store.remove, SALE)

    async def next_transaction(self) -> int:
        """The how-manieth transaction of this machine begins, counted from 1."""
        document = await in_thread(self._store.read, TRANSACTIONS)
        number = 1 if document is None else int(document["number"]) + 1
        await in_thread(self._store.write, TRANSACTIONS, {"number": number})
        return number

    async def post(self, entry: Entry) -> None:
        """Enter a movement of money that the bank remembers too. Raises BooksBroken before anything is written."""
        if self.books.post(entry):
            await in_thread(self._store.append, BOOKS, entry.as_document(), soon=True)

    async def orders(self) -> tuple[QueuedOrder, ...]:
        rows = await self._rows(ORDERS)
        return tuple(QueuedOrder(row["order_id"], row["queue_number"], OrderStatus(row["status"])) for row in rows)

    async def keep_orders(self, orders: Iterable[QueuedOrder]) -> None:
        rows = [
            {"order_id": order.order_id, "queue_number": order.queue_number, "status": order.status} for order in orders
        ]
        await in_thread(self._store.write, ORDERS, {"rows": rows}, soon=True)

    async def sessions_to_clean(self) -> list[str]:
        return await self._rows(CLEANUP)

    async def add_session_to_clean(self, session_id: str) -> None:
        async with self._cleanup:
            await self._keep_sessions_to_clean([*await self.sessions_to_clean(), session_id])

    async def session_cleaned(self, session_id: str) -> None:
        async with self._cleanup:
            left = [each for each in await self.sessions_to_clean() if each != session_id]
            await self._keep_sessions_to_clean(left)

    async def _keep_sessions_to_clean(self, sessions: list[str]) -> None:
        await in_thread(self._store.write, CLEANUP, {"rows": sessions}, soon=True)

    async def _rows(self, name: str) -> list[Any]:
        document = await in_thread(self._store.read, name)
        return [] if document is None else document["rows"]
