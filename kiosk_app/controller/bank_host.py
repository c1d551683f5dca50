"""The simulated bank's host: it remembers its transactions by itself, whatever happens to the machine."""

from hostkit.store import Store, in_thread
from kernel.money import Money
from kiosk_app.controller.machine_time import MachineTime
from kiosk_app.machine.bank import HOST_SECONDS, Authorisation, BankEvent, Card, authorise


class UnknownTransaction(Exception):
    """The bank was never asked for it."""


class BankHost:
    """Authorise, enquire, capture, reverse. A question asked twice gets the same answer."""

    def __init__(self, store: Store, time: MachineTime) -> None:
        self._store = store
        self._time = time

    async def authorise(self, transaction_id: str, card: Card, amount: Money) -> Authorisation:
        """The bank's answer after its usual time. A known transaction is never authorised anew."""
        await self._time.sleep(HOST_SECONDS)
        known = await self.enquire(transaction_id)
        return known or await self._keep(authorise(transaction_id, card, amount))

    async def enquire(self, transaction_id: str) -> Authorisation | None:
        """What became of a transaction; None when the bank never heard of it."""
        document = await in_thread(self._store.read, _name(transaction_id))
        return None if document is None else Authorisation.from_document(document)

    async def capture(self, transaction_id: str) -> Authorisation:
        return await self._after(transaction_id, BankEvent.CAPTURE)

    async def reverse(self, transaction_id: str) -> Authorisation:
        return await self._after(transaction_id, BankEvent.REVERSE)

    async def _after(self, transaction_id: str, event: BankEvent) -> Authorisation:
        known = await self.enquire(transaction_id)
        if known is None:
            raise UnknownTransaction(transaction_id)
        return await self._keep(known.after(event))

    async def _keep(self, authorisation: Authorisation) -> Authorisation:
        name = _name(authorisation.transaction_id)
        await in_thread(self._store.write, name, authorisation.as_document())
        return authorisation


def _name(transaction_id: str) -> str:
    return f"bank:{transaction_id}"
