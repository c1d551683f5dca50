"""Why a use case refuses. Each refusal bears a stable code, on which its explanation hangs."""

import json
from dataclasses import dataclass
from typing import Any

from contract.finding import Fact, Finding
from contract.hints import Code
from contract.messages.errors import FieldError

LONGEST_QUOTE = 60
"""Characters of what was received, as a fact."""
MOST_FINDINGS = 20
"""Of one refusal: a count of stock may be wrong in a thousand fields."""


class Refusal(Exception):
    """A use case can't be done, and changed nothing."""

    def __init__(self, code: Code, detail: str, **facts: Fact) -> None:
        super().__init__(detail)
        self.detail = detail
        self.finding = Finding(code, facts)

    @property
    def findings(self) -> list[Finding]:
        """All that is worth explaining, the reason for the refusal first."""
        return [self.finding]


class Rejected(Refusal):
    """What is asked contradicts the present state or itself."""


class Unauthorised(Refusal):
    """The lab's token is missing or wrong."""


class Forbidden(Refusal):
    """The caller has no right to what the call is about."""


class NotFound(Refusal):
    """There is no such thing."""


class Conflict(Refusal):
    """Somebody else holds it."""


class Gone(Refusal):
    """The session has expired."""


class TooLarge(Refusal):
    """The body is larger than 1 MB."""


class WrongType(Refusal):
    """The body is of another content type than JSON."""


class TooMany(Refusal):
    """The caller has to wait `retry_after` whole seconds."""

    def __init__(self, code: Code, detail: str, retry_after: int, **facts: Fact) -> None:
        super().__init__(code, detail, retry_after=retry_after, **facts)
        self.retry_after = retry_after


class Busy(Refusal):
    """Somebody else is served; a repeat after `retry_after` whole seconds may succeed."""

    def __init__(self, code: Code, detail: str, retry_after: int, **facts: Fact) -> None:
        super().__init__(code, detail, retry_after=retry_after, **facts)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field that can't be used. `expected` says in a few characters what can, when a code needs that."""

    code: Code
    field: str
    message: str
    received: Any = None
    expected: Fact = None

    @property
    def finding(self) -> Finding:
        facts: dict[str, Fact] = {
            "field": self.field,
            "received": _quoted(self.received),
            "expected": self.expected,
        }
        return Finding(self.code, facts)


class Invalid(Refusal):
    """Fields of a request can't be used."""

    def __init__(self, problems: list[FieldProblem]) -> None:
        detail = "Validation failed: " + "; ".join(f"{one.field}: {one.message}" for one in problems)
        first = problems[0].finding
        super().__init__(first.code, detail, **first.facts)
        self.problems = problems
        self.errors = [
            FieldError(field=one.field, message=one.message, received_value=one.received) for one in problems
        ]

    @property
    def findings(self) -> list[Finding]:
        return [one.finding for one in self.problems[:MOST_FINDINGS]]


def invalid(code: Code, field: str, message: str, received: Any, expected: Fact = None) -> Invalid:
    """The refusal of one field."""
    return Invalid([FieldProblem(code, field, message, received, expected)])


def _quoted(received: Any) -> str:
    """The beginning of a value as JSON, which tells "30" from 30."""
    return json.dumps(received, ensure_ascii=False, default=str)[:LONGEST_QUOTE]
