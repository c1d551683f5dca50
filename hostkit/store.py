"""A small durable store for a machine's own memory: named documents and append-only logs, in one SQLite file.

Each call is one committed transaction: devices, bank and machine remember independently of each other, and a crash
between two of them is a case that recovery handles. A change that is made `soon` doesn't wait for the disk. It survives
a crash of its program like any other; a power cut may take it away, but never leave a later change without it.
"""

import asyncio
import json
import sqlite3
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
Rows = list[tuple[str, str]]
NOTHING: Mapping[str, Any] = {"documents": {}, "logs": {}}
"""What a new store holds."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS document (name TEXT PRIMARY KEY, content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS log (number INTEGER PRIMARY KEY, name TEXT NOT NULL, entry TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS log_name ON log (name, number);
"""


class StoreUnusable(Exception):
    """The file is damaged, or something else; the sentence says what to do."""


class NotAStore(ValueError):
    """Something else than what `Store.content` gives."""


async def in_thread(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Do work on a store without holding up the loop. A cancelled caller waits until it is over: nothing is written
    after the task that wrote it has ended."""
    working = asyncio.ensure_future(asyncio.to_thread(work, *arguments, **named))
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        await asyncio.gather(working, return_exceptions=True)
        raise


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

    def write(self, name: str, content: Mapping[str, Any], soon: bool = False) -> None:
        statement = "INSERT INTO document VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET content = excluded.content"
        self._change(statement, name, json.dumps(content), soon=soon)

    def remove(self, name: str) -> None:
        self._change("DELETE FROM document WHERE name = ?", name)

    def append(self, name: str, entry: Mapping[str, Any], soon: bool = False) -> None:
        self._change("INSERT INTO log (name, entry) VALUES (?, ?)", name, json.dumps(entry), soon=soon)

    def entries(self, name: str) -> list[dict[str, Any]]:
        """All entries of one log, the oldest first."""
        rows = self._execute("SELECT entry FROM log WHERE name = ? ORDER BY number", name)
        return [json.loads(entry) for (entry,) in rows]

    def content(self) -> dict[str, Any]:
        """All documents and logs of one moment: `{"documents": {name: content}, "logs": {name: [entry]}}`."""
        with self._lock, self._connection as connection:
            connection.execute("BEGIN")
            documents = connection.execute("SELECT name, content FROM document ORDER BY name").fetchall()
            entries = connection.execute("SELECT name, entry FROM log ORDER BY number").fetchall()
        logs: dict[str, list[Any]] = {}
        for name, entry in entries:
            logs.setdefault(name, []).append(json.loads(entry))
        return {"documents": {name: json.loads(content) for name, content in documents}, "logs": logs}

    def replace(self, content: Mapping[str, Any]) -> None:
        """Forget everything, and remember this in its place. Raises NotAStore, and forgets nothing then."""
        documents, entries = _rows(content)
        with self._lock, self._connection as connection:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM document")
            connection.execute("DELETE FROM log")
            connection.executemany("INSERT INTO document VALUES (?, ?)", documents)
            connection.executemany("INSERT INTO log (name, entry) VALUES (?, ?)", entries)

    def _change(self, statement: str, *values: str, soon: bool = False) -> None:
        """A commit at NORMAL writes to the log beside the file, and one at FULL syncs all that the log has by then."""
        with self._lock:
            self._connection.execute(f"PRAGMA synchronous={'NORMAL' if soon else 'FULL'}")
            self._connection.execute(statement, values)

    def _execute(self, statement: str, *values: str) -> list[Any]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()


def check_content(content: Mapping[str, Any]) -> None:
    """Raises NotAStore when `Store.replace` would."""
    _rows(content)


def _rows(content: Mapping[str, Any]) -> tuple[Rows, Rows]:
    """Documents and log entries as JSON by name."""
    documents, logs = content.get("documents"), content.get("logs")
    if set(content) != set(NOTHING) or not isinstance(documents, dict) or not isinstance(logs, dict):
        raise NotAStore("A store's content has documents and logs, and nothing else")
    return (
        [(name, _as_json(name, document)) for name, document in documents.items()],
        [(name, _as_json(name, entry)) for name, log in logs.items() for entry in _entries(name, log)],
    )


def _entries(name: str, log: object) -> list[Any]:
    if not isinstance(log, list):
        raise NotAStore(f"The log {name} is no list")
    return log


def _as_json(name: str, content: object) -> str:
    if not isinstance(content, dict):
        raise NotAStore(f"{name} holds something else than objects")
    return json.dumps(content)
