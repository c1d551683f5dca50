"""The journal's own SQLite file, beside the database: its layout, and the one thread that writes it."""

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from hostkit.single import hold
from journal.limits import Limits
from kernel.moment import microseconds

Row = tuple[Any, ...]
APPLICATION_ID = 0x504D434A
"""`PMCJ`: SQLite's mark for a journal of ours (PRAGMA application_id)."""
VERSION = 2
"""Rises with every change of the layout (PRAGMA user_version); a journal of another layout is moved aside."""
BUSY_TIMEOUT = 2
"""Seconds to wait for another backend that writes into the same journal."""
logger = logging.getLogger(__name__)

_COLUMNS = {
    "request_id": "TEXT",
    "at": "INTEGER NOT NULL",
    "real_time": "INTEGER NOT NULL",
    "duration": "INTEGER",
    "method": "TEXT",
    "path": "TEXT",
    "query": "TEXT",
    "route": "TEXT",
    "status": "INTEGER",
    "is_refused": "INTEGER NOT NULL",
    "actor": "TEXT",
    "user_agent": "TEXT",
    "session_id": "TEXT",
    "order_id": "TEXT",
    "machine_id": "TEXT",
    "transaction_id": "TEXT",
    "codes": "TEXT NOT NULL",
    "tags": "TEXT NOT NULL",
    "request_type": "TEXT",
    "request_charset": "TEXT",
    "request_size": "INTEGER",
    "request_body": "TEXT",
    "answer_type": "TEXT",
    "answer_charset": "TEXT",
    "answer_size": "INTEGER",
    "answer_body": "TEXT",
    "explanation": "TEXT",
    "dropped": "INTEGER NOT NULL",
    "hit_fault": "TEXT",
    "hit_effect": "TEXT",
    "repeat_of": "TEXT",
    "repeat_by": "TEXT",
}
"""Times and durations are in microseconds; `codes` and `tags` have a space before and behind each of them."""
_INDEXED = ("request_id", "session_id", "order_id", "machine_id", "transaction_id", "hit_fault")
_CREATE = [
    f"CREATE TABLE call (id INTEGER PRIMARY KEY AUTOINCREMENT, "
    f"{', '.join(f'{name} {kind}' for name, kind in _COLUMNS.items())}) STRICT",
    *(f"CREATE INDEX call_{name} ON call ({name}) WHERE {name} IS NOT NULL" for name in _INDEXED),
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {VERSION}",
]
_INSERT = f"INSERT INTO call ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 (our own names)
_PRUNE_MANY = "DELETE FROM call WHERE id <= (SELECT max(id) FROM call) - ?"
_PRUNE_OLD = "DELETE FROM call WHERE id < (SELECT id FROM call WHERE real_time >= ? ORDER BY id LIMIT 1)"


class JournalFile:
    """Opened, used and closed by one thread. A file that isn't a journal of ours is moved aside, and a new one begun.

    Raises sqlite3.Error and OSError when there can't be one.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self._limits = limits
        with hold(path.with_name(f"{path.name}.preparing"), patience=BUSY_TIMEOUT):
            if not _is_ours(path):
                set_aside(path)
            self._connection = _connect(path)

    def write(self, rows: Sequence[Row], now: datetime) -> None:
        """One transaction; what is beyond retention goes with it. `now` is real time."""
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(_INSERT, rows)
            self._connection.execute(_PRUNE_MANY, (self._limits.kept_calls,))
            self._connection.execute(_PRUNE_OLD, (microseconds(now - self._limits.kept_for),))

    def close(self) -> None:
        self._connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("PRAGMA synchronous = normal")
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                for statement in _CREATE:
                    connection.execute(statement)
    except BaseException:
        connection.close()
        raise
    return connection


def _is_ours(path: Path) -> bool:
    """Or nothing yet."""
    if not path.exists() or path.stat().st_size == 0:
        return True
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT)) as connection:
            owner = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise
    return bool((owner, version) == (APPLICATION_ID, VERSION))


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is at fault, and no lock or disk."""
    return type(error) is sqlite3.DatabaseError


def set_aside(path: Path) -> None:
    """Keep a file that can't be used as a journal under another name, with what SQLite has put beside it."""
    number = 1
    while (aside := path.with_name(f"{path.name}.aside-{number}")).exists():
        number += 1
    path.rename(aside)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    logger.warning("journal: %s could not be read as a journal; it is now %s, and a new one was begun", path, aside)
