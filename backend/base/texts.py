"""Findings put into words: their reason's sentences, filled in with what a refusal knows."""

from backend.base.reasons import reasons
from contract.finding import Fact, Finding
from contract.hints import Hint
from contract.masking import MASK, mask_received

LONGEST_FACT = 80
"""Characters of what a client sent, in a sentence that quotes it."""


class _Facts(dict[str, str]):
    """A fact that nobody gave is a gap in a sentence, never a call that fails."""

    def __missing__(self, name: str) -> str:
        return f"[{name}]"


def hint(finding: Finding, call: str) -> Hint:
    """The finding in both languages; `call` is the request's id."""
    facts = _Facts({name: shown(fact) for name, fact in masked(finding).items()})
    said = reasons()[finding.code].filled(facts)
    return Hint(finding.code, said.en, said.zh, call)


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
