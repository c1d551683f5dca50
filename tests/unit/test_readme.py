"""Each page says the same in both languages, and what the pages say exists."""

import re
from pathlib import Path

import pytest

from backend.base.reasons import reasons

ROOT = Path(__file__).resolve().parents[2]
ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh-CN.md"
DOCS = ROOT / "docs"
BILINGUAL = [
    (ENGLISH, CHINESE),
    (DOCS / "manufacturers.md", DOCS / "manufacturers.zh-CN.md"),
    (DOCS / "lab.md", DOCS / "lab.zh-CN.md"),
]
FIDELITY = DOCS / "fidelity.md"
PAGES = [ENGLISH, CHINESE, ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]


def commands(page: Path) -> list[str]:
    """The lines of code, without the comments in them, and without what the programs answer."""
    text = page.read_text(encoding="utf-8")
    fenced = re.sub(r"(?ms)^```sh\n(.*?)^```", lambda block: re.sub(r"(?m)^", "    ", block[1]), text)
    typed = re.sub(r"(?ms)^```\w+\n.*?^```", "", fenced)
    return [line for line in re.findall(r"(?m)^    (.+)$", typed) if not line.startswith("# ")]


def options(page: Path) -> list[str]:
    return re.findall(r"(?m)^\| `(--[^`]+|run_\w+\.py)` \|", page.read_text(encoding="utf-8"))


def links(page: Path) -> list[str]:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    return [target for target in targets if not target.startswith("http")]


def codes_named_in(page: Path) -> set[str]:
    """By the table of refusals, which has them behind their status."""
    return set(re.findall(r"(?m)^\| \d{3}[,，] ?`([A-Z_]+)`", page.read_text(encoding="utf-8")))


def subjects(page: Path) -> list[str]:
    """What the page's headings, first columns and leading words are about."""
    text = page.read_text(encoding="utf-8").lower()
    return re.findall(r"(?m)^(?:\| |#+ |- \*\*)([^|\n*]+)", text)


@pytest.mark.parametrize("pair", BILINGUAL, ids=lambda pair: pair[0].stem)
def test_both_languages_give_the_same_commands(pair: tuple[Path, Path]) -> None:
    english, chinese = pair
    assert commands(chinese) == commands(english) != []


def test_both_languages_list_the_same_options() -> None:
    assert options(CHINESE) == options(ENGLISH)
    assert len(options(ENGLISH)) > 15


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert [link for link in links(page) if not (page.parent / link).exists()] == []


def test_every_decision_is_listed() -> None:
    folder = DOCS / "decisions"
    listed = set(links(folder / "README.md"))
    assert {file.name for file in folder.glob("*.md")} - {"README.md"} == listed


def test_codes_of_refusals_exist() -> None:
    english, chinese = (codes_named_in(page) for page in BILINGUAL[1])
    assert english == chinese != set()
    assert english <= set(reasons())


def test_a_refusal_that_names_the_fidelity_page_finds_its_words_there() -> None:
    texts = " ".join(row.clause for row in reasons().values())
    clauses = re.findall(r"docs/fidelity\.md \((.*?)\)", texts)
    known = subjects(FIDELITY)
    assert [clause for clause in clauses if not any(clause.lower() in subject for subject in known)] == []
    assert len(clauses) > 20
