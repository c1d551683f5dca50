"""The sentences of assets/hints.toml, filled in with what a refusal knows."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from contract.finding import Fact, Finding
from contract.hints import Code, Hint
from contract.masking import MASK, mask_received

TEXTS = Path(__file__).resolve().parents[2] / "assets" / "hints.toml"
LONGEST_FACT = 80
"""Characters of what a client sent, in a sentence that quotes it."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is said for one code; `{facts}` stand in `en` and `zh`."""

    clause: str
    en: str
    zh: str


class _Facts(dict[str, str]):
    """A fact that nobody gave is a gap in a sentence, never a call that fails."""

    def __missing__(self, name: str) -> str:
        return f"[{name}]"


@cache
def texts() -> Mapping[Code, Text]:
    """All of them, read once."""
    document = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
    return {Code(name): Text(**one) for name, one in document.items()}


def hint(finding: Finding, call: str) -> Hint:
    """The finding in both languages; `call` is the request's id."""
    text = texts()[finding.code]
    facts = _Facts({name: shown(fact) for name, fact in masked(finding).items()})
    return Hint(finding.code, text.en.format_map(facts), text.zh.format_map(facts), call)


def masked(finding: Finding) -> dict[str, Fact]:
    """The finding's facts without what nobody may read: a customer's data, secrets."""
    field = str(finding.facts.get("field", ""))
    return {name: _masked(field, fact) if name == "received" else fact for name, fact in finding.facts.items()}


def _masked(field: str, fact: Fact) -> Fact:
    """The stand-ins that make a masked request usable would mislead in a sentence."""
    return fact if mask_received(field, fact) == fact else MASK


def shown(fact: Fact) -> str:
    """A fact as a sentence quotes it: short, on one line, with what nobody can read escaped."""
    text = f"{fact:.2f}" if isinstance(fact, float) and fact == round(fact, 2) else str(fact)
    readable = "".join(
        character if character.isprintable() else _escaped(character) for character in text[:LONGEST_FACT]
    )
    return readable if len(text) <= LONGEST_FACT else f"{readable}…"


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
