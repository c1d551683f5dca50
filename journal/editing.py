"""Tagging and removing calls, by a connection beside the writer's: each waits for the other, readers for neither."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from contract.messages.journal import ChangedCalls
from journal.errors import InUse
from journal.file import BUSY_TIMEOUT
from journal.filters import Condition, marked
from journal.journal import Journal
from journal.reading import where_of


def tag_calls(journal: Journal, conditions: Sequence[Condition], tag: str) -> ChangedCalls:
    """Those that bear it already don't count. Raises InUse."""
    where, values = where_of(conditions)
    update = f"UPDATE call SET tags = tags || ? WHERE {where} AND instr(tags, ?) = 0 AND method IS NOT NULL"  # noqa: S608 (conditions have no foreign text)
    with _editing(journal) as connection:
        changed = connection.execute(update, (marked(tag), *values, marked(tag)))
        return ChangedCalls(count=changed.rowcount)


def remove_calls(journal: Journal, conditions: Sequence[Condition]) -> ChangedCalls:
    """Their ids aren't given again. Raises InUse."""
    where, values = where_of(conditions)
    with _editing(journal) as connection:
        return ChangedCalls(count=connection.execute(f"DELETE FROM call WHERE {where}", values).rowcount)  # noqa: S608 (likewise)


@contextmanager
def _editing(journal: Journal) -> Iterator[sqlite3.Connection]:
    """One transaction over everything recorded so far."""
    journal.flush()
    uri = f"{journal.path.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise InUse from error
        with connection:
            yield connection
