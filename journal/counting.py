"""How many calls a query finds, and which."""

from collections import Counter
from collections.abc import Sequence

from contract.messages.journal import CountedCalls
from contract.messages.journal_query import LOST
from journal.filters import Condition
from journal.reading import Readable, reading, where_of

NO_ROUTE = "no such route"
NO_REQUEST = "no request"


def count_calls(journal: Readable, conditions: Sequence[Condition]) -> CountedCalls:
    """The most frequent first."""
    where, values = where_of(conditions)
    select = (
        "SELECT status, method, route, count(*) FROM call "  # noqa: S608 (conditions have no foreign text)
        f"WHERE {where} AND id <= ? AND method IS NOT NULL GROUP BY status, method, route"
    )
    statuses: Counter[str] = Counter()
    routes: Counter[str] = Counter()
    with reading(journal) as (connection, last):
        for status, method, route, count in connection.execute(select, (*values, last)):
            statuses[LOST if status is None else str(status)] += count
            routes[f"{method} {route}" if route else NO_ROUTE if method else NO_REQUEST] += count
    return CountedCalls(
        count=statuses.total(), by_status=dict(statuses.most_common()), by_route=dict(routes.most_common())
    )
