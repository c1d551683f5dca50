"""Why a call was refused, and a call that works: what the journal keeps beside each refused call."""

from contract.messages.base import Answer


class Explanation(Answer):
    """`code`, `en` and `zh` are those of the `Lab-Hint` header; everything else is None where it says nothing."""

    code: str
    en: str
    zh: str
    clause: str
    """Where the rule is written: a guide with its section, or docs/fidelity.md where only we decided it."""
    field: str | None = None
    """The field that differs, with dots between its steps."""
    received: str | None = None
    expected: str | None = None
    nearest_route: str | None = None
    """Method and path of the call that was meant, with braces for its ids."""
    state: str | None = None
    """The state that forbade the call."""
    curl: str | None = None
    """A command for a POSIX shell that succeeds, or fails for `state` alone. Where it needs the lab's token it names
    the variable `LAB_TOKEN`."""
