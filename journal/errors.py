"""Why the journal can't do what is asked."""

from contract.finding import Fact
from contract.hints import Code


class Unmeant(Exception):
    """A query that can't be meant: `code` and `facts` say what is wrong with it."""

    def __init__(self, code: Code, detail: str, **facts: Fact) -> None:
        super().__init__(detail)
        self.code = code
        self.facts = facts


class InUse(Exception):
    """Another program holds the file; a repeat may succeed."""
