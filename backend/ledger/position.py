"""How far the ledger has read the database's events and the stock ledger."""

from typing import NamedTuple

from backend.models.queries.events import last_number
from backend.models.queries.meta import fact, keep_fact
from backend.models.queries.stock import last_entry

STEP = 1000
"""Events that one look judges, so that it never holds up for long whoever writes."""
KEPT_EVERY = 1000
"""Events. What was judged beyond the kept position is judged again after a start, with the same outcome."""
_NAME = "ledger"


class Position(NamedTuple):
    """The last event and the last line of the stock ledger that were judged."""

    event: int = 0
    entry: int = 0


def next_after(read: Position) -> Position:
    """As far as one look goes from there."""
    return Position(min(last_number(), read.event + STEP), last_entry())


def kept() -> Position:
    """As the database has it, so that a restored one has its own."""
    known = fact(_NAME)
    return Position(*map(int, known.split(":"))) if known else Position()


def further(read: Position) -> Position:
    """Another process may have come further."""
    known = kept()
    return Position(max(read.event, known.event), max(read.entry, known.entry))


def keep(position: Position) -> None:
    """Inside a transaction."""
    keep_fact(_NAME, f"{position.event}:{position.entry}")
