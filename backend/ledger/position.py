"""How far the ledger has read the database's events and the stock ledger."""

from typing import NamedTuple

from backend.ledger.rows import select
from backend.models.event import Meta

STEP = 1000
"""Events that one look judges, so that it never holds up for long whoever writes."""
KEPT_EVERY = 1000
"""Events. What was judged beyond the kept position is judged again after a start, with the same outcome."""
_NAME = "ledger"
_LAST = "SELECT (SELECT IFNULL(MAX(id), 0) FROM event), (SELECT IFNULL(MAX(id), 0) FROM stock_entry)"


class Position(NamedTuple):
    """The last event and the last line of the stock ledger that were judged."""

    event: int = 0
    entry: int = 0


def next_after(read: Position) -> Position:
    """As far as one look goes from there."""
    event, entry = select(_LAST)[0]
    return Position(min(event, read.event + STEP), entry)


def kept() -> Position:
    """As the database has it, so that a restored one has its own."""
    meta = Meta.find(_NAME)
    return Position(*map(int, meta.value.split(":"))) if meta else Position()


def further(read: Position) -> Position:
    """Another process may have come further."""
    known = kept()
    return Position(max(read.event, known.event), max(read.entry, known.entry))


def keep(position: Position) -> None:
    """Inside a transaction."""
    Meta.insert(name=_NAME, value=f"{position.event}:{position.entry}").on_conflict_replace().execute()


def generation() -> str:
    """Which life of the database this is: another one has other events with the same numbers."""
    meta = Meta.find("generation")
    return meta.value if meta else ""
