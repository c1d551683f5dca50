"""The sentences of assets/ledger.toml, filled in with what a break knows."""

from collections.abc import Mapping
from functools import cache

from backend.rules.ledger import Cause
from wording.sentences import Sentences
from wording.shown import shown
from wording.tables import ASSETS, table


@cache
def texts() -> Mapping[Cause, Sentences]:
    """All of them, read once."""
    return table(ASSETS / "ledger.toml", Cause, Sentences)


def sentences(facts: Mapping[str, str | int | float | bool | None]) -> Sentences:
    """Of a break with these facts, of which `cause` chooses the sentence."""
    return texts()[Cause(str(facts["cause"]))].filled({name: shown(fact) for name, fact in facts.items()})
