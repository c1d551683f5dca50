"""The two READMEs say the same, and what they say exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh-CN.md"
PAGES = [ENGLISH, CHINESE, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands(page: Path) -> list[str]:
    """The lines of code, without the comments in them."""
    text = page.read_text(encoding="utf-8")
    fenced = re.sub(r"(?ms)^```sh\n(.*?)^```", lambda block: re.sub(r"(?m)^", "    ", block[1]), text)
    return [line for line in re.findall(r"(?m)^    (.+)$", fenced) if not line.startswith("# ")]


def options(page: Path) -> list[str]:
    return re.findall(r"(?m)^\| `(--[^`]+|run_\w+\.py)` \|", page.read_text(encoding="utf-8"))


def links(page: Path) -> list[str]:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    return [target for target in targets if not target.startswith("http")]


def test_both_languages_give_the_same_commands() -> None:
    assert commands(CHINESE) == commands(ENGLISH)


def test_both_languages_list_the_same_options() -> None:
    assert options(CHINESE) == options(ENGLISH)
    assert len(options(ENGLISH)) > 15


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert [link for link in links(page) if not (page.parent / link).exists()] == []


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(links(folder / "README.md"))
    assert {file.name for file in folder.glob("*.md")} - {"README.md"} == listed
