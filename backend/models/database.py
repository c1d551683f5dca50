"""Opening the database, and the two doors to it: `reading` and `writing`."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import peewee

from backend.models import schema
from backend.models.event import has_news
from backend.models.sqlite.connections import Database
from backend.models.sqlite.inspection import inspect
from backend.models.sqlite.log_sync import LogSync
from backend.models.sqlite.migration import migrate
from backend.models.sqlite.troubles import explain, trouble_of
from backend.models.sqlite.turns import Turns
from backend.models.table import current_database
from backend.models.unusable import locked
from hostkit.single import AlreadyRunning, hold

BUSY_TIMEOUT = 5
"""Seconds that a call waits for another program that holds the file, such as a backup, however many calls wait."""
LOOK_AGAIN = 0.05
"""Seconds between two looks whether another process has written."""


class Commits(NamedTuple):
    """How far the database was when a thread looked. Says something to `wait_for_commit` in that thread only."""

    ours: int
    of_others: int
    """The database's number for what other connections have written."""


class Store:
    """A backend's database: many readers, one writer at a time, and a bell that rings at each commit.

    Another process may have a store of the same file. Whatever waits for it too long raises DatabaseBusy, and a write
    onto a full disk DatabaseFull.
    """

    def __init__(self, path: Path, database: Database) -> None:
        self._path = path
        self._database = database
        self._turns = Turns(database)
        self._committed = threading.Condition()
        self._commits = 0
        self._log = LogSync(path)
        self._on_news: Callable[[], None] = lambda: None

    def tell(self, on_news: Callable[[], None]) -> None:
        """Call it whenever an event was committed, or all of them were replaced. It must not take long, nor raise."""
        self._on_news = on_news

    @contextmanager
    def reading(self) -> Iterator[None]:
        """The tables of this store, for looking only."""
        token = current_database.set(self._database)
        try:
            yield
        except peewee.OperationalError as error:
            if trouble := trouble_of(self._path, error):
                raise trouble from error
            raise
        finally:
            current_database.reset(token)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it or, when the body raises, nothing."""
        with self.reading(), self._turns.taken(), self._database.atomic("IMMEDIATE"):
            self._turns.begun()
            has_news.set(False)
            yield
        self._after_commit()
        if has_news.get():
            self._on_news()

    def copy_to(self, path: Path) -> None:
        """Make a file of the whole database as it is at one moment. Nobody has to wait for it, writers neither.

        Raises sqlite3.OperationalError and DatabaseFull.
        """
        with self.reading():
            self._database.copy_to(path)

    def replace_from(self, path: Path) -> None:
        """Put all of another database of ours in the place of this one's, in one transaction.

        Readers see the old one until then, and a crash leaves either the old or the new one.
        """
        with self.reading(), self._turns.taken():
            self._database.replace_from(path)
        self._after_commit()
        self._on_news()

    def empty_log(self) -> None:
        """Move what SQLite's log holds into the file, as one of the next commits would have to otherwise."""
        with self.reading():
            self._database.empty_log()

    @property
    def own_commits(self) -> int:
        """How often this process has written; told without asking SQLite."""
        return self._commits

    def _after_commit(self) -> None:
        self._log.sync()
        with self._committed:
            self._commits += 1
            self._committed.notify_all()

    @property
    def commits(self) -> Commits:
        """How far the database is now."""
        with self.reading():
            return Commits(self._commits, self._database.commits_of_others)

    def wait_for_commit(self, after: Commits, timeout: float) -> bool:
        """Wait at most `timeout` seconds of real time for a commit, ours or another process's, beyond `after`."""
        deadline = time.monotonic() + timeout
        while self.commits == after and (remaining := deadline - time.monotonic()) > 0:
            with self._committed:
                self._committed.wait_for(lambda: self._commits > after.ours, min(LOOK_AGAIN, remaining))
        return self.commits != after

    def close(self) -> None:
        """End all connections. Nobody may be using them any more."""
        self._database.close_all()


def open_database(path: Path, seed: Callable[[], Any], patience: float = BUSY_TIMEOUT) -> Store:
    """Open the file, or make it and fill it with `seed`. Raises DatabaseUnusable, which says what to do.

    `patience` is how many seconds to wait for another program, now and at each call later.
    """
    try:
        # SQLite doesn't wait for another process while that changes the journal mode of a new file.
        with hold(path.with_name(f"{path.name}.preparing"), patience):
            return _open(path, seed, patience)
    except AlreadyRunning as error:
        raise locked(path) from error
    except (peewee.PeeweeException, sqlite3.Error, OSError) as error:
        raise explain(path, error) from error


def _open(path: Path, seed: Callable[[], Any], patience: float) -> Store:
    inspect(path)
    migrate(path, patience)
    database = Database(path, patience)
    try:
        _prepare(database, seed)
    except BaseException:
        with suppress(sqlite3.Error):
            database.close_all()
        raise
    return Store(path, database)


def _prepare(database: Database, seed: Callable[[], Any]) -> None:
    token = current_database.set(database)
    try:
        with database.atomic("IMMEDIATE"):
            if database.owner != schema.APPLICATION_ID:
                schema.create(database)
                seed()
    finally:
        current_database.reset(token)
