"""Words: Chinese and English glyphs, wrapping, fitting."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools carries no types

from artwork.lettering import LINE_HEIGHT, LONGEST_TEXT, fit, font_file, load_font, printable, wrap

BOLD = font_file("Arial")
REGULAR = font_file("Georgia")


def advances(file: Path, characters: str) -> set[int]:
    font = TTFont(file)
    return {font["hmtx"][font.getBestCmap()[ord(character)]][0] for character in characters}


@pytest.mark.parametrize("file", [REGULAR, BOLD])
def test_the_font_has_what_the_product_says(file: Path) -> None:
    cmap = TTFont(file).getBestCmap()
    assert all(ord(character) in cmap for character in "手机壳打印机取件号，。！？：（）Aé£€¥→0123456789")


@pytest.mark.parametrize("file", [REGULAR, BOLD])
def test_gb2312_level_1_is_complete(file: Path) -> None:
    cells = b"".join(bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    characters = cells.decode("gb2312", errors="ignore")
    assert len(characters) == 3755
    assert {ord(character) for character in characters} <= TTFont(file).getBestCmap().keys()


@pytest.mark.parametrize("file", [REGULAR, BOLD])
def test_digits_are_tabular(file: Path) -> None:
    assert len(advances(file, "0123456789")) == 1


@pytest.mark.parametrize(("file", "style"), [(REGULAR, "Regular"), (BOLD, "Bold")])
def test_the_family_is_noto_sans_sc(file: Path, style: str) -> None:
    names = TTFont(file)["name"]
    assert [names.getDebugName(name_id) for name_id in (1, 2, 16)] == ["Noto Sans SC", style, None]


def test_chinese_is_drawn_with_glyphs_of_its_own() -> None:
    font = load_font(BOLD, 40)
    empty_square = bytes(font.getmask("\uffff"))
    drawn = {bytes(font.getmask(character)) for character in "我们的夏天"}
    assert len(drawn) == 5
    assert empty_square not in drawn


def test_characters_without_a_glyph_are_left_out() -> None:
    assert printable("妈妈 🦄 love", BOLD) == "妈妈 love"


def test_a_text_nobody_could_read_is_cut() -> None:
    assert printable("x" * 500, BOLD) == "x" * (LONGEST_TEXT - 1) + "…"


def test_english_breaks_between_words() -> None:
    font = load_font(BOLD, 20)
    assert wrap("best friends forever", font, font.getlength("best friends")) == ["best friends", "forever"]


def test_chinese_breaks_anywhere_but_before_punctuation() -> None:
    font = load_font(BOLD, 20)
    assert wrap("你好世界，早上好", font, 4 * 20) == ["你好世", "界，早上", "好"]


def test_line_breaks_are_kept() -> None:
    assert wrap("one\ntwo", load_font(BOLD, 20), 1000) == ["one", "two"]


@pytest.mark.parametrize(
    "text", ["Hi", "Supercalifragilistic", "我们的夏天和最好的朋友", "a b c d e f g h i j k l m n o p"]
)
def test_words_fit_their_box(text: str) -> None:
    font, lines = fit(text, BOLD, width=200, height=60, largest=50)
    assert all(font.getlength(line) <= 200 for line in lines)
    assert len(lines) * font.size * LINE_HEIGHT <= 60
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_lines_are_balanced() -> None:
    _, lines = fit("one two three four", BOLD, width=240, height=100, largest=40)
    assert lines == ["one two", "three four"]
