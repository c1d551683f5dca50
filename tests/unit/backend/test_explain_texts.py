"""The sentences of assets/hints.toml: complete, the same in both languages, in the words of the glossary."""

import re
from collections.abc import Callable
from string import Formatter

import pytest

from backend.base.texts import Text, hint, shown, texts
from contract.finding import Fact, Finding
from contract.hints import Code
from tests.unit.test_glossary import glossary, missing_words

LONGEST = 200
IDENTIFIER = re.compile(r"\S*[_{}/.-]\S*|`\S+`")
"""What is quoted as it is written in code isn't translated."""


def facts_in(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_code_has_its_texts() -> None:
    assert set(texts()) == set(Code)


def wrong(is_right: Callable[[Text], object]) -> list[Code]:
    """The codes whose texts aren't so."""
    return [code for code in Code if not is_right(texts()[code])]


def test_both_languages_have_the_same_facts() -> None:
    assert wrong(lambda text: facts_in(text.en) == facts_in(text.zh)) == []


def test_sentences_are_short() -> None:
    assert wrong(lambda text: max(len(text.en), len(text.zh)) <= LONGEST) == []


def test_sentences_are_in_their_language() -> None:
    assert wrong(lambda text: re.fullmatch(r"[ -~]+[.!]", text.en) and re.search(r"[一-鿿].*。$", text.zh)) == []


def test_every_clause_names_its_document() -> None:
    assert wrong(lambda text: re.match(r"Guide 2\.[12]\.0, |docs/fidelity\.md \(", text.clause)) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_code_has_a_sentence_of_its_own(language: str) -> None:
    sentences = [getattr(text, language) for text in texts().values()]
    assert len(set(sentences)) == len(sentences) >= 40


def test_chinese_is_the_glossarys() -> None:
    words = glossary()
    plain = {code: (IDENTIFIER.sub("", text.en), text.zh) for code, text in texts().items()}
    assert {code: missing for code, pair in plain.items() if (missing := missing_words(*pair, words))} == {}


def test_a_finding_as_a_hint() -> None:
    found = hint(Finding(Code.ORDER_UNKNOWN, {"order_id": "ORDER_1"}), "req_1")
    assert found.en.startswith("No order ORDER_1 exists")
    assert found.zh.startswith("本演练室中没有订单 ORDER_1")
    assert (found.code, found.call) == ("ORDER_UNKNOWN", "req_1")


def test_a_missing_fact_is_a_gap() -> None:
    assert "[order_id]" in hint(Finding(Code.ORDER_UNKNOWN), "req_1").en


def test_a_fact_is_never_read_as_a_template() -> None:
    assert "{order_id}" in hint(Finding(Code.ORDER_UNKNOWN, {"order_id": "{order_id}"}), "").en


def test_secrets_are_masked() -> None:
    found = hint(Finding(Code.FIELD_TYPE, {"field": "secret", "received": '"s3cret"', "expected": "string"}), "")
    assert "s3cret" not in found.en + found.zh


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (21.5, "21.50"),
        (0.999999, "0.999999"),
        (7, "7"),
        ("机器", "机器"),
        ("a\r\nb", "a\\r\\nb"),
        ("\ud800", "\\ud800"),
        ("\x00", "\\x00"),
        ("x" * 81, "x" * 80 + "…"),
    ],
)
def test_facts_are_quoted_readably(fact: Fact, text: str) -> None:
    assert shown(fact) == text
