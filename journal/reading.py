"""Reading the journal: rows as messages."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from contract.messages.explanation import Explanation
from contract.messages.journal import Connection, Content, Header, Hit, RecordedCall, RecordedCalls, Repeat
from journal.file import BUSY_TIMEOUT
from journal.filters import Condition, Filter, of_request
from journal.text import LONGEST
from kernel.moment import moment

MOST_CHARACTERS = 8_000_000
"""Of bodies in one answer, which ends behind the call that goes beyond it; what follows is had with `next`."""
_HEADER = re.compile(r"([^\r\n:]+):[ \t]*((?:[^\r\n]|\r?\n[ \t])*)")
"""With the lines that go on with it."""
_BODIES = ("request_body", "answer_body", "explanation")


class Readable(Protocol):
    """A journal, perhaps one that is being written."""

    path: Path

    def flush(self) -> bool:
        """Wait until everything recorded so far is written; False when that takes too long."""


def read_calls(journal: Readable, wanted: Filter) -> RecordedCalls:
    """Everything recorded so far is in it, unless the disk is slower than `journal.PATIENCE`."""
    where, values = where_of(wanted.conditions)
    order = "DESC" if wanted.after is None else "ASC"
    select = f"SELECT * FROM call WHERE {where} AND id <= ? ORDER BY id {order} LIMIT ?"  # noqa: S608 (conditions have no foreign text)
    with reading(journal) as (connection, last):
        rows, is_more = _page(connection.execute(select, (*values, last, wanted.limit + 1)), wanted.limit)
    calls = [_call(row) for row in rows]
    if wanted.after is not None:
        return RecordedCalls(calls=calls, next=str(calls[-1].id if calls else min(wanted.after, last)))
    return RecordedCalls(calls=calls, next=str(calls[-1].id) if is_more else None)


def _page(rows: Iterable[sqlite3.Row], most: int) -> tuple[list[sqlite3.Row], bool]:
    """As many as one answer takes, and whether there are more."""
    page: list[sqlite3.Row] = []
    size = 0
    for row in rows:
        if len(page) == most or size > MOST_CHARACTERS:
            return page, True
        page.append(row)
        size += sum(len(row[name] or "") for name in _BODIES)
    return page, False


def where_of(conditions: Sequence[Condition]) -> tuple[str, list[Any]]:
    """SQL behind WHERE, with the values for its question marks."""
    sql = " AND ".join(condition.sql for condition in conditions) or "true"
    return sql, [value for condition in conditions for value in condition.values]


def read_call(journal: Readable, request_id: str) -> RecordedCall | None:
    """The latest call of that number; None when the journal has it not, or not any more."""
    found = read_calls(journal, Filter((of_request(request_id),), limit=1)).calls
    return found[0] if found else None


@contextmanager
def reading(journal: Readable) -> Iterator[tuple[sqlite3.Connection, int]]:
    """Everything recorded so far, unless the disk is slower than `journal.PATIENCE`; and the id of the last call.

    Later calls may be there, of which the account is not: whoever follows by ids would never see that.
    """
    journal.flush()
    uri = f"{journal.path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT)) as connection:
        connection.row_factory = sqlite3.Row
        last = connection.execute("SELECT max(id) FROM wire").fetchone()[0] or 0
        journal.flush()
        yield connection, last


def _call(row: sqlite3.Row) -> RecordedCall:
    is_gap = row["method"] is None
    same = ("id", "request_id", "method", "path", "query", "route", "status", "actor", "user_agent", "session_id")
    ids = ("order_id", "machine_id", "transaction_id", "dropped")
    wire = ("target", "announced", "received", "sent", "undone", "raw")
    return RecordedCall(
        **{name: row[name] for name in (*same, *ids, *wire)},
        at=moment(row["at"]),
        real_time=moment(row["real_time"]),
        duration_ms=None if is_gap else row["duration"] / 1000,
        is_refused=bool(row["is_refused"]),
        request=None if is_gap else _content(row, "request"),
        answer=None if is_gap else _content(row, "answer"),
        codes=row["codes"].split(),
        hit=_hit(row),
        repeat=_repeat(row),
        connection=_connection(row),
        tags=row["tags"].split(),
        explanation=Explanation.model_validate(json.loads(row["explanation"])) if row["explanation"] else None,
    )


def _hit(row: sqlite3.Row) -> Hit | None:
    return None if row["hit_fault"] is None else Hit(fault=row["hit_fault"], effect=row["hit_effect"])


def _repeat(row: sqlite3.Row) -> Repeat | None:
    return None if row["repeat_of"] is None else Repeat(request_id=row["repeat_of"], by=row["repeat_by"])


def _connection(row: sqlite3.Row) -> Connection | None:
    return None if row["connection"] is None else Connection(id=row["connection"], call=row["connection_call"])


def _content(row: sqlite3.Row, part: str) -> Content:
    body = row[f"{part}_body"]
    return Content(
        content_type=row[f"{part}_type"],
        body=body,
        size=row[f"{part}_size"],
        charset=row[f"{part}_charset"],
        is_cut_off=body is not None and len(body) == LONGEST,
        version=row[f"{part}_version"],
        headers=_headers(row[f"{part}_headers"]),
        head_size=row[f"{part}_head_size"],
    )


def _headers(lines: str) -> list[Header]:
    return [Header(name=name.strip(), value=value.strip()) for name, value in _HEADER.findall(lines)]
