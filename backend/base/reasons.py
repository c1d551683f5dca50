"""Why a call is refused, or what is remarked beside its answer: assets/hints.toml, one row a code."""

from collections.abc import Mapping
from functools import cache
from typing import Self

from pydantic import model_validator

from backend.rules.job import JobState
from contract.hints import Code
from contract.vocabulary import OrderStatus, PaymentStatus, SessionStatus
from wording.sentences import Row, Sentences, names_in
from wording.tables import ASSETS, table

_OF_A_FIELD = ("field", "received", "expected")
_STATES = {"status", "state"}
"""Facts that the journal tells as the state which forbade the call."""


class About(Row):
    """Which field a refusal is about, and which facts say what was received and what was expected there."""

    field: str | None = None
    """None where a fact has its name."""
    received: str = "received"
    expected: str = "expected"

    @property
    def own_facts(self) -> set[str]:
        """The facts that are called otherwise than usual."""
        return {self.received, self.expected} - {*_OF_A_FIELD}


class When(Row):
    """The states in which what the facts name is refused so; empty where they don't decide."""

    session: tuple[SessionStatus, ...] = ()
    order: tuple[OrderStatus, ...] = ()
    payment: tuple[PaymentStatus, ...] = ()
    job: tuple[JobState, ...] = ()


_IDS = {"session": "session_id", "order": "order_id", "payment": "payment_id", "job": "order_id"}
"""The fact that names whose state `When` speaks of."""


class Reason(Sentences):
    """All that is known of a code. The keys are explained where they stand, in assets/hints.toml."""

    clause: str
    facts: tuple[str, ...] = _OF_A_FIELD
    about: About = About()
    when: When = When()
    state: str | None = None
    remedy: str = "corrected"

    @model_validator(mode="after")
    def _facts_are_used(self) -> Self:
        stated = {_IDS[kind] for kind, states in self.when if states}
        used = names_in(self.en) | self.about.own_facts | stated
        if unlisted := used - {*self.facts}:
            raise ValueError(f"uses {_listed(unlisted)}, which isn't among its facts")
        if useless := {*self.facts} - used - {*_OF_A_FIELD} - _STATES:
            raise ValueError(f"lists the fact {_listed(useless)}, which nothing uses")
        return self


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))


@cache
def reasons() -> Mapping[Code, Reason]:
    """All of them, read once."""
    return table(ASSETS / "hints.toml", Code, Reason)
