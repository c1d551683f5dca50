"""What one call adds to the journal."""

from typing import NamedTuple

from journal.file import Row


class Rows(NamedTuple):
    """One or both parts of a call; whoever knows the other part adds that."""

    wire: Row | None = None
    account: Row | None = None
