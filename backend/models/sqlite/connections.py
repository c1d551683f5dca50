"""Connections: how they are opened, what they tell of the file, and copies of all of it."""

import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import peewee

from backend.models.sqlite.troubles import trouble_of
from backend.models.unusable import busy

LARGEST_LOG = 16 * 1024 * 1024
"""Bytes that the write-ahead log keeps on the disk: one long reader, or a snapshot, makes it grow, and SQLite alone
leaves it as large as it ever was."""
PAGES_KEPT = 256
"""KB of the file that a connection keeps in memory, of SQLite's usual 2,000: each thread has a connection, and a commit
of another makes it forget them anyway. The system has the file in its own cache."""
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "normal",
    "foreign_keys": 1,
    "journal_size_limit": LARGEST_LOG,
    "cache_size": -PAGES_KEPT,
}


class _Connection(sqlite3.Connection):
    """Closes itself when its thread has gone: servers end idle threads, and nobody else would close it."""

    def __del__(self) -> None:
        self.close()


class Database(peewee.SqliteDatabase):
    """One connection a thread, kept open; `close_all` ends them from any thread."""

    def __init__(self, path: Path, patience: float) -> None:
        """`patience` is how many seconds to wait for another program that holds the file."""
        self.path = path
        self.patience = patience
        self._connections: weakref.WeakSet[sqlite3.Connection] = weakref.WeakSet()
        super().__init__(
            str(path),
            pragmas=PRAGMAS,
            timeout=patience,
            check_same_thread=False,
            factory=_Connection,
        )

    def _connect(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = super()._connect()  # type: ignore[misc]  # not in peewee's stubs
        self._connections.add(connection)
        return connection

    def rollback(self) -> None:
        """SQLite itself has done it when the disk was full."""
        if self.connection().in_transaction:  # type: ignore[no-untyped-call]  # not in peewee's stubs
            super().rollback()

    @contextmanager
    def waiting(self, seconds: float) -> Iterator[None]:
        """In this thread, wait so long for another program that holds the file, instead of with all patience."""
        self._wait_for_others(seconds)
        try:
            yield
        finally:
            self._wait_for_others(self.patience)

    def _wait_for_others(self, seconds: float) -> None:
        self._own.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    def close_all(self) -> None:
        for connection in list(self._connections):
            connection.close()

    @property
    def owner(self) -> int:
        """Whose file it is, as `mark` has written it; 0 for a new one."""
        return int(self.pragma("application_id"))

    def mark(self, owner: int, version: int) -> None:
        """Write into the file whose it is, and which layout it has."""
        self.pragma("application_id", owner)
        self.pragma("user_version", version)

    @property
    def commits_of_others(self) -> int:
        """Another number whenever another connection than this thread's has written."""
        return int(self.pragma("data_version"))

    def empty_log(self) -> None:
        """Move what the log holds into the file, as one of the next commits would have to otherwise."""
        self.pragma("wal_checkpoint", "PASSIVE")

    def copy_to(self, path: Path) -> None:
        """Make a file of the whole database as it is at one moment. Nobody has to wait for it, writers neither.

        Raises sqlite3.OperationalError and DatabaseFull.
        """
        with closing(sqlite3.connect(path)) as copy:
            self._backup(self._own, copy)

    def replace_from(self, path: Path) -> None:
        """Put all of another database in the place of this one's, in one transaction. Raises as `copy_to` does."""
        with closing(sqlite3.connect(path)) as other:
            self._backup(other, self._own)

    @property
    def _own(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection = self.connection()  # type: ignore[no-untyped-call]  # peewee's
        return connection

    def _backup(self, source: sqlite3.Connection, target: sqlite3.Connection) -> None:
        """In a single step: one that has several begins anew at each commit."""

        def give_up(status: int, _remaining: int, _total: int) -> None:
            """SQLite has waited as long as for any statement, and Python would go on for ever."""
            if status == sqlite3.SQLITE_BUSY:
                raise busy(self.path)

        try:
            source.backup(target, progress=give_up)
        except sqlite3.OperationalError as error:
            raise trouble_of(self.path, error) or error from error


@contextmanager
def one_moment(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as it is now, for reading, whoever writes meanwhile. Raises sqlite3.Error."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    with closing(connection):
        connection.execute("BEGIN")
        yield connection


@contextmanager
def untouched(path: Path) -> Iterator[sqlite3.Connection]:
    """A file that nobody writes, for reading; nothing is put beside it. Raises sqlite3.Error."""
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        yield connection
