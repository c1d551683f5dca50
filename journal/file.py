"""The journal's own SQLite file: opened, written, moved aside; in each process that writes it, by one thread."""

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from hostkit.single import hold
from journal.layout import ACCOUNT, APPLICATION_ID, CREATE, VERSION, WIRE, insert, prunes
from journal.limits import Limits
from kernel.moment import microseconds

LARGEST_LOG = 16 * 1024 * 1024
"""Bytes that SQLite's write-ahead log keeps on the disk: somebody who reads for long makes it grow, and SQLite alone
leaves it as large as it ever was."""
Row = tuple[Any, ...]
BUSY_TIMEOUT = 2
"""Seconds to wait for the other process that writes into the same journal."""
logger = logging.getLogger(__name__)

_WIRE, _ACCOUNT = (insert("wire", WIRE), *prunes("wire")), (insert("account", ACCOUNT), *prunes("account"))


class JournalFile:
    """Opened, used and closed by one thread. A file that isn't a journal of ours is moved aside, and a new one begun.

    Raises sqlite3.Error and OSError when there can't be one.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        with hold(path.with_name(f"{path.name}.preparing"), patience=BUSY_TIMEOUT):
            if not _is_ours(path):
                set_aside(path)
            self._connection = _connect(path)
            self._identity = _identity(path)

    @property
    def is_current(self) -> bool:
        """Whether this is the file of that name still: the other process that writes it may have moved it aside."""
        return _identity(self._path) == self._identity

    def write(self, wires: Sequence[Row], accounts: Sequence[Row], now: datetime) -> None:
        """One transaction; what is beyond retention goes with it. `now` is real time."""
        oldest = microseconds(now - self._limits.kept_for)
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            for rows, add, many, old in ((wires, *_WIRE), (accounts, *_ACCOUNT)):
                if rows:
                    self._connection.executemany(add, rows)
                    self._connection.execute(many, (self._limits.kept_calls,))
                    self._connection.execute(old, (oldest,))

    def close(self) -> None:
        self._connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("PRAGMA synchronous = normal")
        connection.execute(f"PRAGMA journal_size_limit = {LARGEST_LOG}")
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                for statement in CREATE:
                    connection.execute(statement)
    except BaseException:
        connection.close()
        raise
    return connection


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


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
