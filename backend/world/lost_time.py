"""Real time that the present world has not lived through: from the making of each snapshot to its restoring.

The journal keeps the calls of every world, since it is the record; those of lost time explain nothing in this one.
"""

import json
from datetime import datetime

from backend.models.event import Meta
from kernel.moment import microseconds

_NAME = "lost_time"


def lost_time() -> str:
    """JSON pairs of microseconds since 1970, inside the store's `reading`."""
    kept = Meta.get_or_none(Meta.name == _NAME)
    return "[]" if kept is None else str(kept.value)


def lose(start: datetime, end: datetime) -> None:
    """Beside what the world of the snapshot had lost already; inside a transaction."""
    pairs = [*json.loads(lost_time()), (microseconds(start), microseconds(end))]
    Meta.insert(name=_NAME, value=json.dumps(pairs)).on_conflict_replace().execute()
