"""A look at a file before anything is written into it: a foreign file stays as it is."""

import sqlite3
from contextlib import closing
from pathlib import Path

from backend.models import schema
from backend.models.sqlite.migration import FROM
from backend.models.unusable import foreign, other_version

_LOCK_WAIT = 1.0


def inspect(path: Path) -> None:
    """Raises DatabaseUnusable when the file is somebody else's, or ours of another version.

    One that `migrate` understands is as good as a present one to whoever opens it, and to whoever only reads it.
    """
    if path.is_dir():
        raise foreign(path)
    if not path.exists() or path.stat().st_size == 0:
        return
    with closing(sqlite3.connect(path, timeout=_LOCK_WAIT)) as connection:
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if owner == 0 and tables == 0:
        return
    if owner != schema.APPLICATION_ID:
        raise foreign(path)
    if version not in {schema.VERSION, FROM}:
        raise other_version(path, version, schema.VERSION)
