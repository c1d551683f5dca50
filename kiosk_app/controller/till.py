"""Taking the money: authorise, confirm-payment, capture; and after a crash, capture or reverse by the backend's answer.

The bank, the machine and the backend each remember for themselves. Whatever is cut off between two of them, the
customer has either a paid order or their money.
"""

from collections.abc import Awaitable, Callable

from contract.client import VendingClient
from contract.errors import Refused
from contract.messages.vending import ConfirmPayment, PaymentConfirmed
from contract.vocabulary import PaymentMethod
from kiosk_app.controller.bank_host import BankHost
from kiosk_app.controller.link import Link
from kiosk_app.controller.memory import Memory
from kiosk_app.machine import books
from kiosk_app.machine.bank import Authorisation, AuthorisationState, Card
from kiosk_app.machine.sale import Sale, SaleEvent, SaleStage


class Till:
    """The payment side of one machine."""

    def __init__(
        self,
        vending: VendingClient,
        link: Link,
        memory: Memory,
        bank: BankHost,
        new_transaction: Callable[[], Awaitable[str]],
    ) -> None:
        self._vending = vending
        self._link = link
        self._memory = memory
        self._bank = bank
        self._new_transaction = new_transaction

    async def authorise(self, sale: Sale, card: Card) -> Sale:
        """Ask the bank. The sale comes back `paying` when it approved, `unpaid` when it declined."""
        paying = sale.after(SaleEvent.PAYMENT_STARTED, transaction_id=await self._new_transaction())
        await self._memory.keep_sale(paying)
        answer = await self._bank.authorise(paying.transaction_id, card, paying.amount)
        if answer.state is AuthorisationState.DECLINED:
            return await self._abandon(paying)
        await self._memory.post(books.authorised(paying.transaction_id, paying.amount))
        return paying

    async def confirm(self, sale: Sale) -> Sale:
        """Tell the backend until it answers, then capture. The sale comes back settled, or unpaid when refused."""
        try:
            answer = await self._link.repeat(lambda: self._confirm(sale))
        except Refused:
            return await self._give_back(sale)
        confirmed = sale.after(SaleEvent.CONFIRMED, order_id=answer.order_id, queue_number=answer.queue_number)
        await self._memory.keep_sale(confirmed)
        return await self._capture(confirmed)

    async def recover(self, sale: Sale) -> Sale:
        """Bring a payment to its end that a crash cut off: settled, or unpaid with the money given back."""
        if sale.stage is SaleStage.CONFIRMED:
            return await self._capture(sale)
        if sale.stage is not SaleStage.PAYING:
            return sale
        known = await self._bank.enquire(sale.transaction_id)
        if known is None or known.state is AuthorisationState.DECLINED:
            return await self._abandon(sale)
        await self._memory.post(books.authorised(sale.transaction_id, sale.amount))
        if known.state is AuthorisationState.REVERSED:
            return await self._give_back(sale)
        return await self.confirm(sale)

    async def _confirm(self, sale: Sale) -> PaymentConfirmed:
        authorisation = await self._bank.enquire(sale.transaction_id)
        return await self._vending.confirm_payment(
            sale.session_id,
            ConfirmPayment(
                session_id=sale.session_id,
                payment_method=PaymentMethod(sale.method),
                payment_amount=sale.amount,
                transaction_id=sale.transaction_id,
                payment_data=_receipt(authorisation),
            ),
        )

    async def _capture(self, sale: Sale) -> Sale:
        await self._bank.capture(sale.transaction_id)
        await self._memory.post(books.captured(sale.transaction_id, sale.amount))
        return await self._keep(sale.after(SaleEvent.CAPTURED))

    async def _give_back(self, sale: Sale) -> Sale:
        await self._bank.reverse(sale.transaction_id)
        await self._memory.post(books.reversed_(sale.transaction_id, sale.amount))
        return await self._abandon(sale)

    async def _abandon(self, sale: Sale) -> Sale:
        return await self._keep(sale.after(SaleEvent.PAYMENT_ABANDONED))

    async def _keep(self, sale: Sale) -> Sale:
        await self._memory.keep_sale(sale)
        return sale


def _receipt(authorisation: Authorisation | None) -> dict[str, str]:
    """The documented `payment_data` of a card."""
    if authorisation is None:
        return {}
    return {
        "card_last_four": authorisation.last_four,
        "card_type": "Visa",
        "authorization_code": authorisation.code,
        "receipt_number": f"RCP{authorisation.code[-6:]}",
    }
