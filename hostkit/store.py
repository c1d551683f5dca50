"""A small durable store for a machine's own memory: named documents and append-only logs, in one SQLite file.

Each call is one committed transaction: devices, bank and machine remember independently of each other, and a crash
between two of them is a case that recovery handles.
"""

import json
import sqlite3
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

SCHEMA = """
CREATE TABLE IF NOT EXISTS document (name TEXT PRIMARY KEY, content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS log (number INTEGER PRIMARY KEY, name TEXT NOT NULL, entry TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS log_name ON log (name, number);
"""


class StoreUnusable(Exception):
    """The file is damaged, or something else; the sentence says what to do."""


class Store:
    """Documents and logs of one machine. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it. Raises StoreUnusable."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        try:
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=FULL")
            self._connection.executescript(SCHEMA)
        except sqlite3.Error as error:
            self._connection.close()
            raise StoreUnusable(
                f"{path} can't be used ({error}). Move it away to begin anew; a sale or job in hand is lost then."
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def read(self, name: str) -> dict[str, Any] | None:
        """The document's last content, None before the first write."""
        row = self._execute("SELECT content FROM document WHERE name = ?", name)
        return None if not row else json.loads(row[0][0])

    def write(self, name: str, content: Mapping[str, Any]) -> None:
        self._execute(
            "INSERT INTO document VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET content = excluded.content",
            name,
            json.dumps(content),
        )

    def remove(self, name: str) -> None:
        self._execute("DELETE FROM document WHERE name = ?", name)

    def append(self, name: str, entry: Mapping[str, Any]) -> None:
        self._execute("INSERT INTO log (name, entry) VALUES (?, ?)", name, json.dumps(entry))

    def entries(self, name: str) -> list[dict[str, Any]]:
        """All entries of one log, the oldest first."""
        rows = self._execute("SELECT entry FROM log WHERE name = ? ORDER BY number", name)
        return [json.loads(entry) for (entry,) in rows]

    def _execute(self, statement: str, *values: str) -> list[Any]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()
