"""What is said of a break."""

from backend.ledger.books import KINDS
from backend.ledger.judged import Fact
from backend.ledger.texts import sentences
from backend.models.balances import BALANCES


def test_every_balance_has_its_kind() -> None:
    assert set(KINDS) == {balance.name for balance in BALANCES}


def test_facts_fill_a_sentence_in() -> None:
    facts: dict[str, Fact] = {
        "cause": "refunded_too_much",
        "transaction_id": "TXN\n1",
        "amount": "£30.00",
        "paid": "£21.99",
        "pence": 1,
    }
    assert sentences(facts).en == (
        "£30.00 was to be given back as a refund of transaction id TXN\\n1, which has paid £21.99. "
        "Refund that amount at most."
    )
