"""The machine's books: money is conserved. A movement is one entry with two accounts; no balance is a difference."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kernel.money import Money


class Account(StrEnum):
    """Where the money of a sale can be."""

    PURSE = "purse"
    """The customer's own money: the only account that goes below zero."""
    CARD_AUTHORISATION = "card_authorisation"
    CAPTURED = "captured"


@dataclass(frozen=True, slots=True)
class Entry:
    """One movement. `key` is unique: the same movement told twice, after a crash, is one movement."""

    key: str
    source: Account
    target: Account
    amount: Money

    def as_document(self) -> dict[str, str | int]:
        return {"key": self.key, "source": self.source, "target": self.target, "pence": self.amount.pence}

    @classmethod
    def from_document(cls, document: dict[str, str | int]) -> "Entry":
        return cls(
            key=str(document["key"]),
            source=Account(str(document["source"])),
            target=Account(str(document["target"])),
            amount=Money(int(document["pence"])),
        )


def authorised(transaction_id: str, amount: Money) -> Entry:
    return Entry(f"{transaction_id}:authorised", Account.PURSE, Account.CARD_AUTHORISATION, amount)


def captured(transaction_id: str, amount: Money) -> Entry:
    return Entry(f"{transaction_id}:captured", Account.CARD_AUTHORISATION, Account.CAPTURED, amount)


def reversed_(transaction_id: str, amount: Money) -> Entry:
    return Entry(f"{transaction_id}:reversed", Account.CARD_AUTHORISATION, Account.PURSE, amount)


class BooksBroken(Exception):
    """Money appeared or vanished: the machine must stop selling."""


class Books:
    """All entries so far, and the balances that follow from them."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._keys: set[str] = set()
        self._balances: Counter[Account] = Counter()
        for entry in entries:
            self.post(entry)

    def post(self, entry: Entry) -> bool:
        """Enter one movement; False when it was there already. Raises BooksBroken when an account runs below zero."""
        if entry.key in self._keys:
            return False
        if entry.source is not Account.PURSE and self._balances[entry.source] < entry.amount.pence:
            raise BooksBroken(f"{entry.key}: {entry.source} holds less than {entry.amount}")
        self._keys.add(entry.key)
        self._balances[entry.source] -= entry.amount.pence
        self._balances[entry.target] += entry.amount.pence
        return True

    def balance(self, account: Account) -> Money:
        return Money(self._balances[account])
