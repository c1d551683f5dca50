"""The sentences of assets/ledger.toml: complete, with the same facts in both languages, in the glossary's words."""

import re
from string import Formatter

import pytest

from backend.ledger.balances import BALANCES
from backend.ledger.books import KINDS
from backend.ledger.judged import Fact
from backend.ledger.texts import sentences, texts
from backend.rules.ledger import Cause
from tests.unit.test_glossary import glossary, missing_words

LONGEST = 240
IDENTIFIER = re.compile(r"\S*[_{}/.-]\S*")
"""What is quoted as it is written in code isn't translated."""


def facts_in(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_cause_has_its_sentences() -> None:
    assert set(texts()) == set(Cause)


def test_every_balance_has_its_kind() -> None:
    assert set(KINDS) == {balance.name for balance in BALANCES}


@pytest.mark.parametrize("cause", Cause)
def test_both_languages_have_the_same_facts(cause: Cause) -> None:
    assert facts_in(texts()[cause].en) == facts_in(texts()[cause].zh) != set()


@pytest.mark.parametrize("cause", Cause)
def test_sentences_are_short_and_in_their_language(cause: Cause) -> None:
    text = texts()[cause]
    assert max(len(text.en), len(text.zh)) <= LONGEST
    assert re.fullmatch(r"[ -~]+\.", text.en)
    assert re.search(r"[一-鿿].*。$", text.zh)


def test_chinese_is_the_glossarys() -> None:
    words = glossary()
    plain = {cause: (IDENTIFIER.sub("", text.en), text.zh) for cause, text in texts().items()}
    assert {cause: missing for cause, pair in plain.items() if (missing := missing_words(*pair, words))} == {}


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
