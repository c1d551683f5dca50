"""Real time that the present world has not lived through: from the making of each snapshot to its restoring.

The journal keeps the calls of every world, since it is the record; those of lost time explain nothing in this one.
"""

import json
from datetime import datetime

from backend.models.queries.meta import fact, keep_fact
from kernel.moment import microseconds

_NAME = "lost_time"


def lost_time() -> str:
    """JSON pairs of microseconds since 1970, inside the store's `reading`."""
    return fact(_NAME) or "[]"


def lose(start: datetime, end: datetime) -> None:
    """Beside what the world of the snapshot had lost already; inside a transaction."""
    pairs = [*json.loads(lost_time()), (microseconds(start), microseconds(end))]
    keep_fact(_NAME, json.dumps(pairs))
