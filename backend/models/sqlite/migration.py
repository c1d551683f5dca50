"""A database of layout 3 becomes one of layout 4, so that what a user has rehearsed outlives a new version of ours.

What stands here is the past: it isn't composed of the present tables, which go on changing.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

FROM, TO = 3, 4
_STEPS = (
    "ALTER TABLE session ADD COLUMN public_url TEXT",
    # The words of `kind` stand in the table itself, and SQLite alters no CHECK: made anew, it takes one word more.
    """CREATE TABLE event_of_4 ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" TEXT NOT NULL CHECK (kind IN
    ('session_created', 'session_changed', 'order_created', 'order_changed', 'order_progress', 'job_claimed',
    'job_released', 'stock_changed', 'refunded', 'clock_changed', 'faults_changed', 'ledger_broken', 'ledger_repaired',
    'snapshot_wanted', 'address_changed')), "at" INTEGER NOT NULL, "machine_id" TEXT, "session_id" TEXT,
    "order_id" TEXT, "request_id" TEXT, "data" TEXT NOT NULL) STRICT""",
    "INSERT INTO event_of_4 SELECT id, kind, at, machine_id, session_id, order_id, request_id, data FROM event",
    # Numbers never repeat, also those of events that are gone.
    "DELETE FROM sqlite_sequence WHERE name = 'event_of_4'",
    "INSERT INTO sqlite_sequence (name, seq) SELECT 'event_of_4', seq FROM sqlite_sequence WHERE name = 'event'",
    "DROP TABLE event",
    "ALTER TABLE event_of_4 RENAME TO event",
    "CREATE INDEX event_stock_changed ON event (id) WHERE kind = 'stock_changed'",
    "CREATE INDEX event_order_id ON event (order_id) WHERE order_id IS NOT NULL",
    f"PRAGMA user_version = {TO}",
)


def migrate(path: Path, patience: float) -> None:
    """Bring a file of ours to the present layout, all of it or nothing; the old one stays beside it as a copy.

    Raises sqlite3.Error. `patience` is how many seconds to wait for another program that holds the file.
    """
    with closing(sqlite3.connect(path, timeout=patience, isolation_level=None)) as connection:
        if connection.execute("PRAGMA user_version").fetchone()[0] != FROM:
            return
        _copy(connection, kept_copy(path))
        connection.execute("BEGIN IMMEDIATE")
        try:
            for step in _STEPS:
                connection.execute(step)
            connection.execute("COMMIT")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def kept_copy(path: Path) -> Path:
    """Where the file lies as it was."""
    return path.with_name(f"{path.name}.layout-{FROM}")


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    """Whole or not at all."""
    draft = target.with_name(f"{target.name}.draft")
    draft.unlink(missing_ok=True)
    with closing(sqlite3.connect(draft)) as copy:
        connection.backup(copy)
    draft.replace(target)
