"""What was found about a call, as a code with its facts: its explanation is made of them, also long afterwards."""

from dataclasses import dataclass, field

from contract.hints import Code

Fact = str | int | float | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth explaining. `facts` fill the code's sentences in, and lead to a call that works."""

    code: Code
    facts: dict[str, Fact] = field(default_factory=dict)
