"""The journal's part in a session's time line."""

import sqlite3
from collections.abc import Sequence

from backend.timeline.order import Noted
from contract.messages.timeline import Entry, EntryKind
from journal.reading import Readable, reading
from kernel.moment import moment

_COLUMNS = (
    "id, at, request_id, method, path, route, status, actor, is_refused, duration, codes, "
    "hit_fault, repeat_by, tags, sent"
)


def calls_about(journal: Readable, session_id: str, order_id: str | None, transactions: Sequence[str]) -> list[Noted]:
    """Every call that is about one of these, without its bodies."""
    paid_with = ", ".join("?" * len(transactions))
    select = (
        f"SELECT {_COLUMNS} FROM call "  # noqa: S608 (our own names)
        "WHERE key IN (SELECT key FROM account "
        f"WHERE session_id = ? OR order_id = ? OR transaction_id IN ({paid_with})) ORDER BY id"
    )
    with reading(journal) as (connection, _):
        rows = connection.execute(select, (session_id, order_id, *transactions)).fetchall()
    return [Noted(row["id"], _entry(row)) for row in rows]


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        at=moment(row["at"]),
        kind=EntryKind.CALL,
        title=f"{row['method']} {row['route'] or row['path']}",
        status=row["status"],
        request_id=row["request_id"],
        fault=row["hit_fault"],
        actor=row["actor"],
        is_refused=bool(row["is_refused"]),
        data={
            "codes": row["codes"].split(),
            "tags": row["tags"].split(),
            "duration_ms": row["duration"] / 1000,
            "repeat_by": row["repeat_by"],
            "sent": row["sent"],
        },
    )
