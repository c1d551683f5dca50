"""One word for one thing: the Chinese of programs and page uses the glossary's word for each of its English terms."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.unit.test_lab_page_words import words as words_of_the_page

ASSETS = Path(__file__).resolve().parents[2] / "assets"
TRANSLATIONS = sorted((ASSETS / "translations").glob("*.ts"))


@dataclass(frozen=True)
class Term:
    """A term binds wherever it occurs in a text, or only where it is the whole text."""

    english: str
    chinese: tuple[str, ...]
    """Each of these will do; the first is preferred."""
    alone: bool = False

    def taken_from(self, text: str) -> tuple[str, bool]:
        """The text without the term, and whether the term was in it."""
        pattern = rf"\b{re.escape(self.english)}s?\b"
        left, found = re.subn(rf"^{pattern}$" if self.alone else pattern, " ", text, flags=re.IGNORECASE)
        return left, found > 0


def glossary() -> list[Term]:
    """The longest terms first, so that a "queue number" is no "queue"."""
    with (ASSETS / "glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    terms = [Term(row["English"], tuple(row["中文"].split("；")), row["Binding"] == "alone") for row in rows]
    return sorted(terms, key=lambda term: -len(term.english))


def missing_words(english: str, chinese: str, terms: list[Term]) -> list[str]:
    """The glossary's preferred Chinese for terms of the English text that the translation lacks."""
    missing = []
    for term in terms:
        english, found = term.taken_from(english)
        if found and not any(word in chinese for word in term.chinese):
            missing.append(term.chinese[0])
    return missing


def messages(file: Path) -> Iterator[tuple[str, str]]:
    """English and Chinese of each message; every plural form together."""
    for message in ElementTree.parse(file).iter("message"):  # noqa: S314 (our own file)
        translation = message.find("translation")
        assert translation is not None
        if translation.get("type") not in {"vanished", "obsolete"}:
            yield message.findtext("source", ""), "".join(translation.itertext()).strip()


def bilingual() -> dict[str, list[tuple[str, str]]]:
    """English and Chinese of every text on a screen: the programs', and the lab's page."""
    return {file.stem: list(messages(file)) for file in TRANSLATIONS} | {"page": list(words_of_the_page().values())}


def test_programs_are_translated() -> None:
    assert {file.name for file in TRANSLATIONS} >= {"kiosk_zh_CN.ts", "station_zh_CN.ts"}


@pytest.mark.parametrize("file", TRANSLATIONS, ids=lambda file: file.stem)
def test_every_text_is_translated(file: Path) -> None:
    assert [english for english, chinese in messages(file) if not chinese] == []


@pytest.mark.parametrize("texts", bilingual().values(), ids=bilingual())
def test_chinese_is_the_glossarys(texts: list[tuple[str, str]]) -> None:
    terms = glossary()
    other = {english: missing for english, chinese in texts if (missing := missing_words(english, chinese, terms))}
    assert other == {}, "assets/glossary.csv has other words for these"


def test_glossary_has_one_word_for_one_thing() -> None:
    words = [word for term in glossary() for word in term.chinese]
    assert sorted(words) == sorted(set(words))


def test_longest_term_wins() -> None:
    terms = [Term("queue number", ("排队号",)), Term("queue", ("队列",))]
    assert missing_words("Your queue number", "您的排队号", terms) == []
    assert missing_words("The queues", "您的排队号", terms) == ["队列"]


def test_any_of_its_words_will_do() -> None:
    assert missing_words("This kiosk", "这台自助机", [Term("kiosk", ("自助售卖机", "自助机"))]) == []


def test_part_of_a_word_is_no_term() -> None:
    assert missing_words("Reorder", "重排", [Term("order", ("订单",))]) == []


def test_status_binds_alone() -> None:
    printing = Term("printing", ("打印中",), alone=True)
    assert missing_words("Printing", "制造", [printing]) == ["打印中"]
    assert missing_words("Printing white", "白墨", [printing]) == []
