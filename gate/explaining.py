"""Findings before a foreign server as explanations, by the sentences that our own backend has for them."""

from collections.abc import Mapping
from functools import cache

from pydantic import ConfigDict

from contract.hints import Code
from contract.messages.explanation import Explanation
from journal.call import Call
from wording.sentences import Sentences
from wording.shown import shown
from wording.tables import ASSETS, table


class _Reason(Sentences):
    """A row of assets/hints.toml, as far as it needs no backend."""

    model_config = ConfigDict(extra="ignore")

    clause: str


@cache
def _reasons() -> Mapping[Code, _Reason]:
    return table(ASSETS / "hints.toml", Code, _Reason)


def explain(call: Call) -> Explanation | None:
    """None for a call that nothing was found about. There is no command: nobody here knows what would work."""
    if not call.findings:
        return None
    finding = call.findings[0]
    reason = _reasons()[finding.code]
    said = reason.filled({name: shown(fact) for name, fact in finding.facts.items()})
    return Explanation(code=finding.code, en=said.en, zh=said.zh, clause=reason.clause)
