"""What SQLite's errors mean for whoever uses the file."""

import errno
import sqlite3
from pathlib import Path

import peewee

from backend.models.unusable import DatabaseBusy, DatabaseFull, DatabaseUnusable, busy, foreign, full, locked

_PRIMARY = 0xFF
"""SQLite's extended result codes keep the plain code in their lowest byte."""


def trouble_of(path: Path, error: Exception) -> DatabaseBusy | DatabaseFull | None:
    """What befell a database that is in use, None when it is another error."""
    cause = error.__context__ if isinstance(error, peewee.OperationalError) else error
    code = cause.sqlite_errorcode & _PRIMARY if isinstance(cause, sqlite3.OperationalError) else None
    if code == sqlite3.SQLITE_BUSY:
        return busy(path)
    if code == sqlite3.SQLITE_FULL:
        return full(path)
    return None


def explain(path: Path, error: Exception) -> DatabaseUnusable:
    """The sentence for what SQLite or the operating system said."""
    reason = str(error).lower()
    if "locked" in reason:
        return locked(path)
    if "disk is full" in reason or getattr(error, "errno", None) == errno.ENOSPC:
        return DatabaseUnusable(
            f"The disk of the database {path} is full. "
            "Free some space, or choose a file on another disk with --database."
        )
    if "not a database" in reason or "malformed" in reason:
        return foreign(path)
    return DatabaseUnusable(
        f"The database {path} can't be written ({error}). "
        "Make its folder and the file writable for you, or choose another file with --database."
    )
