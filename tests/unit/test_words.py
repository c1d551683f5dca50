"""All words that are TOML: in both languages, short, and the glossary's."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from backend.base.reasons import reasons
from backend.ledger.texts import texts
from faults.presets import presets
from tests.unit.test_glossary import glossary, missing_words
from wording.sentences import Row, Sentences
from wording.tables import ASSETS

TABLES: Mapping[str, Callable[[], Mapping[Any, Row]]] = {
    "hints.toml": reasons,
    "ledger.toml": texts,
    "fault_presets.toml": presets,
}
"""Whoever reads each file."""
LONGEST = {"hints.toml": 200}
LONGEST_OTHER = 240
"""Characters of a text; hints travel in a header."""
IDENTIFIER = re.compile(r"\S*[_{}/-]\S*|\S+\.\S+|`\S+`")
"""What is quoted as it is written in code isn't translated."""
TERMS = glossary()


def said_in(row: object, path: str) -> Iterator[tuple[str, Sentences]]:
    """All texts of a row, itself or below it."""
    if isinstance(row, Sentences):
        yield path, row
    elif isinstance(row, Row):
        for name in type(row).model_fields:
            yield from said_in(getattr(row, name), f"{path}.{name}")


def said_by(file: str) -> list[tuple[str, Sentences]]:
    """All texts of a table, each with its place."""
    return [found for name, row in TABLES[file]().items() for found in said_in(row, name)]


def problems(text: Sentences, longest: int, is_title: bool) -> list[str]:
    """What is wrong with a text."""
    found = {
        f"longer than {longest}": max(len(text.en), len(text.zh)) > longest,
        "en isn't printable ASCII": not re.fullmatch(r"[ -~]+", text.en),
        "zh isn't Chinese": not re.search(r"[一-鿿]", text.zh),
        "no full stop at the end": not is_title and (text.en[-1:], text.zh[-1:]) != (".", "。"),
    }
    missing = missing_words(IDENTIFIER.sub("", text.en), text.zh, TERMS)
    return [problem for problem, is_so in found.items() if is_so] + [f"the glossary has {word}" for word in missing]


def test_every_table_is_read_by_somebody() -> None:
    assert {file.name for file in ASSETS.glob("*.toml")} == set(TABLES)


@pytest.mark.parametrize("file", TABLES)
def test_texts_are_right_in_both_languages(file: str) -> None:
    longest = LONGEST.get(file, LONGEST_OTHER)
    checked = {path: problems(text, longest, path.endswith(".title")) for path, text in said_by(file)}
    assert {path: found for path, found in checked.items() if found} == {}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_said_twice(language: str) -> None:
    texts = [getattr(text, language) for file in TABLES for _, text in said_by(file)]
    assert len(set(texts)) == len(texts) > 150


@pytest.mark.parametrize(
    ("en", "zh", "found"),
    [
        ("This sentence is far too long.", "句子。", "longer than 20"),
        ("Naïve.", "天真。", "en isn't printable ASCII"),
        ("Untranslated.", "Untranslated。", "zh isn't Chinese"),
        ("No end", "没有结尾", "no full stop at the end"),
        ("A fault.", "毛病。", "the glossary has 故障"),
    ],
)
def test_what_is_wrong_is_found(en: str, zh: str, found: str) -> None:
    assert problems(Sentences(en=en, zh=zh), 20, is_title=False) == [found]
