"""The sentences of assets/ledger.toml, filled in with what a break knows."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from backend.base.texts import shown
from backend.rules.ledger import Cause

TEXTS = Path(__file__).resolve().parents[2] / "assets" / "ledger.toml"


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is said in each language; `{facts}` stand in both."""

    en: str
    zh: str


@cache
def texts() -> Mapping[Cause, Sentences]:
    """All of them, read once."""
    document = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
    return {Cause(name): Sentences(**one) for name, one in document.items()}


def sentences(facts: Mapping[str, str | int | float | bool | None]) -> Sentences:
    """Of a break with these facts, of which `cause` chooses the sentence."""
    text = texts()[Cause(str(facts["cause"]))]
    quoted = {name: shown(fact) for name, fact in facts.items()}
    return Sentences(text.en.format_map(quoted), text.zh.format_map(quoted))
