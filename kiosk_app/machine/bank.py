"""The simulated bank behind the reader: authorise, capture, reverse. Dual step, so that nobody pays for nothing."""

from dataclasses import dataclass, replace
from enum import StrEnum

from kernel.money import Money
from kernel.table import Table

HOST_SECONDS = 1.4
"""How long the bank's host takes for an authorisation."""


class Card(StrEnum):
    """The cards that a person at the simulation holds; each has one behaviour."""

    APPROVED = "approved"
    DECLINED = "declined"


class AuthorisationState(StrEnum):
    AUTHORISED = "authorised"
    DECLINED = "declined"
    CAPTURED = "captured"
    REVERSED = "reversed"


class BankEvent(StrEnum):
    CAPTURE = "capture"
    REVERSE = "reverse"


MOVES = Table(
    "card authorisation",
    [AuthorisationState.AUTHORISED, AuthorisationState.DECLINED],
    {
        (AuthorisationState.AUTHORISED, BankEvent.CAPTURE): AuthorisationState.CAPTURED,
        (AuthorisationState.AUTHORISED, BankEvent.REVERSE): AuthorisationState.REVERSED,
        # Asked again after a lost answer, the bank says the same.
        (AuthorisationState.CAPTURED, BankEvent.CAPTURE): AuthorisationState.CAPTURED,
        (AuthorisationState.REVERSED, BankEvent.REVERSE): AuthorisationState.REVERSED,
    },
)


@dataclass(frozen=True, slots=True)
class Authorisation:
    """What the bank remembers of one transaction."""

    transaction_id: str
    amount: Money
    state: AuthorisationState
    code: str
    """The authorisation code that the receipt shows, empty when declined."""
    last_four: str

    def after(self, event: BankEvent) -> "Authorisation":
        """The transaction after capture or reversal. Raises IllegalMove, such as for a capture of what was reversed."""
        return replace(self, state=MOVES.after(self.state, event))

    def as_document(self) -> dict[str, str | int]:
        return {
            "transaction_id": self.transaction_id,
            "pence": self.amount.pence,
            "state": self.state,
            "code": self.code,
            "last_four": self.last_four,
        }

    @classmethod
    def from_document(cls, document: dict[str, str | int]) -> "Authorisation":
        return cls(
            transaction_id=str(document["transaction_id"]),
            amount=Money(int(document["pence"])),
            state=AuthorisationState(str(document["state"])),
            code=str(document["code"]),
            last_four=str(document["last_four"]),
        )


def authorise(transaction_id: str, card: Card, amount: Money) -> Authorisation:
    """The bank's answer to one card. The code follows from the transaction, so that a repeat gets the same."""
    if card is Card.DECLINED:
        return Authorisation(transaction_id, amount, AuthorisationState.DECLINED, "", "0002")
    code = f"AUTH{sum(transaction_id.encode()) * 7919 % 1_000_000:06d}"
    return Authorisation(transaction_id, amount, AuthorisationState.AUTHORISED, code, "4242")
