"""Tagging and removing calls, by a connection beside the writer's: each waits for the other, readers for neither."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from contract.messages.journal import ChangedCalls
from journal.errors import InUse
from journal.file import BUSY_TIMEOUT
from journal.filters import Condition, marked
from journal.reading import Readable, where_of

Calls = Sequence[tuple[int, int]]


def tag_calls(journal: Readable, conditions: Sequence[Condition], tag: str) -> ChangedCalls:
    """Those that bear it already don't count. Raises InUse."""
    with _editing(journal, conditions) as (connection, calls):
        update = "UPDATE wire SET tags = tags || ? WHERE id = ? AND instr(tags, ?) = 0 AND method IS NOT NULL"
        changes = [(marked(tag), call, marked(tag)) for call, _ in calls]
        return ChangedCalls(count=connection.executemany(update, changes).rowcount)


def remove_calls(journal: Readable, conditions: Sequence[Condition]) -> ChangedCalls:
    """Both parts of each. Their ids aren't given again. Raises InUse."""
    with _editing(journal, conditions) as (connection, calls):
        connection.executemany("DELETE FROM account WHERE key = ?", [(key,) for _, key in calls])
        connection.executemany("DELETE FROM wire WHERE id = ?", [(call,) for call, _ in calls])
        return ChangedCalls(count=len(calls))


@contextmanager
def _editing(journal: Readable, conditions: Sequence[Condition]) -> Iterator[tuple[sqlite3.Connection, Calls]]:
    """One transaction over everything recorded so far: id and key of each call that meets the conditions."""
    journal.flush()
    where, values = where_of(conditions)
    uri = f"{journal.path.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise InUse from error
        with connection:
            found = connection.execute(f"SELECT id, key FROM call WHERE {where}", values)  # noqa: S608 (conditions have no foreign text)
            yield connection, found.fetchall()
