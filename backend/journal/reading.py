"""Reading the journal: rows as messages."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from backend.journal.file import BUSY_TIMEOUT, moment
from backend.journal.filters import Condition, Filter
from backend.journal.journal import Journal
from backend.journal.limits import LIMITS
from backend.journal.text import LONGEST
from backend.services.refusals import NotFound
from contract.hints import Code
from contract.messages.explanation import Explanation
from contract.messages.journal import Content, RecordedCall, RecordedCalls


def read_calls(journal: Journal, wanted: Filter) -> RecordedCalls:
    """Everything recorded so far is in it, unless the disk is slower than `journal.PATIENCE`."""
    where = " AND ".join(condition.sql for condition in wanted.conditions) or "true"
    values = [value for condition in wanted.conditions for value in condition.values]
    select = f"SELECT * FROM call WHERE {where} ORDER BY id DESC LIMIT ?"  # noqa: S608 (conditions have no foreign text)
    with _reading(journal) as connection:
        rows = connection.execute(select, (*values, wanted.limit + 1)).fetchall()
    calls = [_call(row) for row in rows[: wanted.limit]]
    return RecordedCalls(calls=calls, next=str(calls[-1].id) if len(rows) > wanted.limit else None)


def read_call(journal: Journal, request_id: str) -> RecordedCall:
    """The latest call of that number. Raises NotFound."""
    found = read_calls(journal, Filter((Condition("request_id = ?", (request_id,)),), limit=1)).calls
    if not found:
        kept = f"the last {LIMITS.kept_calls} calls, for at most {LIMITS.kept_for.days} days"
        detail = f"The journal has no call {request_id}; it keeps {kept}"
        raise NotFound(Code.CALL_UNKNOWN, detail, request_id=request_id)
    return found[0]


@contextmanager
def _reading(journal: Journal) -> Iterator[sqlite3.Connection]:
    journal.flush()
    uri = f"{journal.path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def _call(row: sqlite3.Row) -> RecordedCall:
    is_gap = row["method"] is None
    same = ("id", "request_id", "method", "path", "query", "route", "status", "actor", "user_agent", "session_id")
    ids = ("order_id", "machine_id", "transaction_id", "dropped")
    return RecordedCall(
        **{name: row[name] for name in (*same, *ids)},
        at=moment(row["at"]),
        real_time=moment(row["real_time"]),
        duration_ms=None if is_gap else row["duration"] / 1000,
        is_refused=bool(row["is_refused"]),
        request=None if is_gap else _content(row, "request"),
        answer=None if is_gap else _content(row, "answer"),
        codes=row["codes"].split(),
        explanation=Explanation.model_validate(json.loads(row["explanation"])) if row["explanation"] else None,
    )


def _content(row: sqlite3.Row, part: str) -> Content:
    body = row[f"{part}_body"]
    return Content(
        content_type=row[f"{part}_type"],
        body=body,
        size=row[f"{part}_size"],
        charset=row[f"{part}_charset"],
        is_cut_off=body is not None and len(body) == LONGEST,
    )
