"""The lab's page in two languages: each word it asks for is there, in both, and no word is there for nothing."""

import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import pytest

from contract.lab_time import ClockMode
from contract.messages.clock import HappeningKind
from contract.messages.lab_webhooks import DeliveryState
from contract.messages.snapshots import PartOutcome
from contract.vocabulary import BreakKind

PAGE = Path(__file__).resolve().parents[2] / "assets" / "lab_ui"
TEXT = r'"((?:[^"\\]|\\.)*)"'
WORD = re.compile(rf"^ {{2}}(\w+): \[{TEXT}, {TEXT}\],$", re.MULTILINE)
VOCABULARIES: list[tuple[str, type[StrEnum]]] = [
    ("mode_", ClockMode),
    ("happening_", HappeningKind),
    ("break_", BreakKind),
    ("part_", PartOutcome),
    ("delivery_", DeliveryState),
]
"""What the API's own words are called on the page: t(`mode_${state.mode}`)."""


def table() -> str:
    text = (PAGE / "words.js").read_text(encoding="utf-8")
    return text[text.index("export const WORDS = {\n") : text.index("\n};")]


def words() -> dict[str, tuple[str, str]]:
    """English and Chinese by their key."""
    return {key: (english, chinese) for key, english, chinese in WORD.findall(table())}


def html() -> str:
    return (PAGE / "index.html").read_text(encoding="utf-8")


def code() -> str:
    """All modules, without the table itself."""
    modules = (file.read_text(encoding="utf-8") for file in sorted(PAGE.glob("*.js")))
    return "\n".join(modules).replace(table(), "")


def asked_for() -> set[str]:
    """The keys that stand in the page or in a call of t()."""
    in_page = re.findall(r'\bdata-(?:word|title|placeholder|label)="([^"]*)"', html())
    return {*in_page, *re.findall(r'\bt\("(\w+)"', code())}


def prefixes() -> set[str]:
    """How keys begin that are put together: t(`mode_${...}`)."""
    return set(re.findall(r"`(\w+_)\$\{", code()))


def unused(keys: Iterable[str]) -> list[str]:
    """Keys that nobody asks for, neither by name, nor as one of a list of names, nor by their beginning."""
    named = asked_for() | set(re.findall(r'"(\w+)"', code()))
    return [key for key in keys if key not in named and not key.startswith(tuple(prefixes()))]


def test_every_line_of_the_table_is_a_word() -> None:
    assert len(words()) == len(table().splitlines()) - 1 > 50


def facts_in(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", text))


def test_every_word_has_both_languages() -> None:
    assert [key for key, pair in words().items() if not all(text.strip() for text in pair)] == []


def test_both_languages_say_the_same_facts() -> None:
    assert [key for key, (english, chinese) in words().items() if facts_in(english) != facts_in(chinese)] == []


def test_every_word_that_is_asked_for_is_there() -> None:
    assert asked_for() - set(words()) == set()


def test_no_word_is_there_for_nothing() -> None:
    assert unused(words()) == []


def test_an_unused_word_would_be_found() -> None:
    assert unused(["nobody_says_this"]) == ["nobody_says_this"]


def test_whatever_is_put_together_begins_some_words() -> None:
    assert {one for one in prefixes() if not any(key.startswith(one) for key in words())} == set()


@pytest.mark.parametrize(("prefix", "vocabulary"), VOCABULARIES, ids=str)
def test_the_page_has_words_for_those_of_the_api(prefix: str, vocabulary: type[StrEnum]) -> None:
    assert prefix in prefixes()
    assert {f"{prefix}{word}" for word in vocabulary} - set(words()) == set()
