"""What the ledger says of one subject, before it is entered."""

from dataclasses import dataclass, field
from datetime import datetime

from backend.rules.ledger import KIND_OF, Cause
from contract.vocabulary import BreakKind

Fact = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class About:
    """The ids of a subject, as far as it has them."""

    session_id: str | None = None
    order_id: str | None = None
    transaction_id: str | None = None
    equipment_id: str | None = None
    model_id: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A break. `call` is the call that decided, where one did."""

    kind: BreakKind
    cause: Cause
    about: About
    facts: dict[str, Fact]
    call: str | None

    @classmethod
    def of(cls, cause: Cause, about: About, call: str | None, **facts: Fact) -> "Found":
        return cls(KIND_OF[cause], cause, about, facts, call)


@dataclass(frozen=True, slots=True)
class Judged:
    """All that stands of these kinds about a subject at a moment of the lab's; what isn't found is repaired."""

    subject: str
    kinds: tuple[BreakKind, ...]
    at: datetime
    found: tuple[Found, ...] = ()
    noted: dict[str, Fact] = field(default_factory=dict)
    """Kept with the breaks that the subject has had, also with repaired ones."""
