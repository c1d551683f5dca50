"""A table of words that isn't right is refused with the row and the reason."""

from enum import StrEnum
from pathlib import Path

import pytest

from wording.sentences import Row, Sentences
from wording.tables import table


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


BOTH = '[green]\nen = "Green."\nzh = "绿。"\n[red]\nen = "Red."\nzh = "红。"\n'


class Shade(Row):
    title: Sentences
    depth: int = 1


def file_with(tmp_path: Path, toml: str) -> Path:
    file = tmp_path / "colours.toml"
    file.write_text(toml, encoding="utf-8")
    return file


def test_rows_come_in_the_files_order(tmp_path: Path) -> None:
    rows = table(file_with(tmp_path, BOTH), Colour, Sentences)
    assert list(rows) == [Colour.GREEN, Colour.RED]
    assert rows[Colour.RED] == Sentences(en="Red.", zh="红。")


def test_a_text_may_stand_below_its_row(tmp_path: Path) -> None:
    file = file_with(tmp_path, '[any-name]\ntitle.en = "Dark"\ntitle.zh = "深"\ndepth = 3')
    assert table(file, str, Shade) == {"any-name": Shade(title=Sentences(en="Dark", zh="深"), depth=3)}


def test_facts_are_filled_in() -> None:
    filled = Sentences(en="{name} costs {price}.", zh="{name}价格为{price}。").filled({"name": "A {b}", "price": "5"})
    assert filled == Sentences(en="A {b} costs 5.", zh="A {b}价格为5。")


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        ('[red]\nen = "Red."\nzh = "红。"', "colours.toml has no row for green"),
        (BOTH + '[blue]\nen = "Blue."\nzh = "蓝。"', "colours.toml has a row for blue, which no code knows"),
        (BOTH.replace('zh = "红。"', ""), r"red\.zh\s+Field required"),
        (BOTH + 'de = "Rot."', r"red\.de\s+Extra inputs are not permitted"),
        (BOTH.replace("Red.", "Red {shade}."), r"red\s+.*en and zh have other facts"),
    ],
    ids=["missing row", "unknown row", "missing language", "unknown key", "other facts"],
)
def test_a_wrong_table_is_refused(tmp_path: Path, toml: str, problem: str) -> None:
    with pytest.raises(ValueError, match=f"(?s){problem}"):
        table(file_with(tmp_path, toml), Colour, Sentences)
