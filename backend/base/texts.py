"""Findings put into words: their reason's sentences, filled in with what a refusal knows."""

from backend.base.reasons import reasons
from contract.finding import Fact, Finding
from contract.hints import Hint
from contract.masking import MASK, mask_received
from wording.shown import shown


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
