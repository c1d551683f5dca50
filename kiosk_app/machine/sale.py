"""One sale as the machine remembers it through a power cut, from its code on the screen to its settled payment."""

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from contract.vocabulary import PaymentMethod
from kernel.money import Money
from kernel.table import Table


class SaleStage(StrEnum):
    """How far the money is. Order of a card sale: authorise, confirm-payment, capture."""

    UNPAID = "unpaid"
    PAYING = "paying"
    """The bank may have been asked: after a crash it must be, by the transaction id."""
    CONFIRMED = "confirmed"
    """The backend has the order; the capture may be missing."""
    SETTLED = "settled"


class SaleEvent(StrEnum):
    PAYMENT_STARTED = "payment_started"
    PAYMENT_ABANDONED = "payment_abandoned"
    CONFIRMED = "confirmed"
    CAPTURED = "captured"


MOVES = Table(
    "sale",
    [SaleStage.UNPAID],
    {
        (SaleStage.UNPAID, SaleEvent.PAYMENT_STARTED): SaleStage.PAYING,
        (SaleStage.PAYING, SaleEvent.PAYMENT_ABANDONED): SaleStage.UNPAID,
        (SaleStage.PAYING, SaleEvent.CONFIRMED): SaleStage.CONFIRMED,
        (SaleStage.CONFIRMED, SaleEvent.CAPTURED): SaleStage.SETTLED,
    },
)


@dataclass(frozen=True, slots=True)
class Sale:
    """The sale of one session. `pence` is known from the order summary on, `method` from the customer's choice on."""

    session_id: str
    qr_url: str
    stage: SaleStage = SaleStage.UNPAID
    transaction_id: str = ""
    pence: int = 0
    method: str = ""
    order_id: str = ""
    queue_number: str = ""

    @property
    def amount(self) -> Money:
        return Money(self.pence)

    def after(self, event: SaleEvent, **changes: Any) -> "Sale":
        """The sale after the event, with what else it brings. Raises IllegalMove, such as for a second payment."""
        return replace(self, stage=MOVES.after(self.stage, event), **changes)

    def priced(self, amount: Money) -> "Sale":
        return replace(self, pence=amount.pence)

    def paid_by(self, method: PaymentMethod) -> "Sale":
        return replace(self, method=str(method))

    def as_document(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Sale":
        return cls(**{**document, "stage": SaleStage(document["stage"])})
