"""Opening the database, and the two doors to it: `reading` and `writing`."""

import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import filelock
import peewee

from backend.models import schema
from backend.models.inspection import inspect
from backend.models.table import current_database
from backend.models.unusable import DatabaseUnusable, explain

BUSY_TIMEOUT = 5
"""Seconds to wait for another program that holds the file, such as a backup."""
PRAGMAS = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1}


class _Connection(sqlite3.Connection):
    """Closes itself when its thread has gone: servers end idle threads, and nobody else would close it."""

    def __del__(self) -> None:
        self.close()


class _Database(peewee.SqliteDatabase):
    """One connection a thread, kept open; `close_all` ends them from any thread."""

    def __init__(self, path: Path) -> None:
        self._connections: weakref.WeakSet[sqlite3.Connection] = weakref.WeakSet()
        super().__init__(
            str(path),
            pragmas=PRAGMAS,
            timeout=BUSY_TIMEOUT,
            check_same_thread=False,
            factory=_Connection,
        )

    def _connect(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = super()._connect()  # type: ignore[misc]  # not in peewee's stubs
        self._connections.add(connection)
        return connection

    def close_all(self) -> None:
        for connection in list(self._connections):
            connection.close()


class Store:
    """A backend's database: many readers, one writer at a time, and a bell that rings at each commit."""

    def __init__(self, database: _Database, lock: filelock.BaseFileLock) -> None:
        self._database = database
        self._lock = lock
        self._writer = threading.Lock()
        self._committed = threading.Condition()
        self._commits = 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        """The tables of this store, for looking only."""
        token = current_database.set(self._database)
        try:
            yield
        finally:
            current_database.reset(token)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it or, when the body raises, nothing."""
        with self._writer, self.reading(), self._database.atomic("IMMEDIATE"):
            yield
        with self._committed:
            self._commits += 1
            self._committed.notify_all()

    @property
    def commits(self) -> int:
        """How many transactions have been written since the start."""
        return self._commits

    def wait_for_commit(self, after: int, timeout: float) -> bool:
        """Wait at most `timeout` seconds of real time for a commit beyond number `after`."""
        with self._committed:
            return self._committed.wait_for(lambda: self._commits > after, timeout)

    def close(self) -> None:
        """End all connections and let another backend have the file. Nobody may be using it any more."""
        self._database.close_all()
        self._lock.release()


def open_database(path: Path, seed: Callable[[], Any]) -> Store:
    """Open the file, or make it and fill it with `seed`. Raises DatabaseUnusable, which says what to do."""
    lock = _locked(path)
    database = _Database(path)
    try:
        _prepare(path, database, seed)
    except (peewee.PeeweeException, sqlite3.Error) as error:
        _abandon(database, lock)
        raise explain(path, error) from error
    except BaseException:
        _abandon(database, lock)
        raise
    return Store(database, lock)


def _locked(path: Path) -> filelock.BaseFileLock:
    beside = path.with_name(f"{path.name}.lock")
    lock = filelock.FileLock(beside, thread_local=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.touch()  # filelock takes some folders that can't be written for a lock that is held
        lock.acquire(blocking=False)
    except filelock.Timeout as error:
        raise DatabaseUnusable(
            f"The database {path} is in use by another backend. Stop that one, or choose another file with --database."
        ) from error
    except OSError as error:
        raise explain(path, error) from error
    return lock


def _prepare(path: Path, database: _Database, seed: Callable[[], Any]) -> None:
    is_new = inspect(path)
    token = current_database.set(database)
    try:
        with database.atomic("IMMEDIATE"):
            if is_new:
                schema.create(database)
                seed()
    finally:
        current_database.reset(token)


def _abandon(database: _Database, lock: filelock.BaseFileLock) -> None:
    with suppress(sqlite3.Error):
        database.close_all()
    lock.release()
