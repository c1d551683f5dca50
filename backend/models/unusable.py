"""Why a database can't be used, said so that a person can act on it."""

import errno
import sqlite3
from pathlib import Path

import peewee

_PRIMARY = 0xFF
"""SQLite's extended result codes keep the plain code in their lowest byte."""


class DatabaseUnusable(Exception):
    """The file can't serve as our database. The message names the file and what to do."""


class DatabaseBusy(Exception):
    """Another program held the file for longer than we wait. Nothing was changed; a repeat may succeed."""


class DatabaseFull(Exception):
    """The disk has no room. Nothing was changed; somebody has to free some."""


def trouble_of(path: Path, error: Exception) -> DatabaseBusy | DatabaseFull | None:
    """What befell a database that is in use, None when it is another error."""
    cause = error.__context__ if isinstance(error, peewee.OperationalError) else error
    code = cause.sqlite_errorcode & _PRIMARY if isinstance(cause, sqlite3.OperationalError) else None
    if code == sqlite3.SQLITE_BUSY:
        return busy(path)
    if code == sqlite3.SQLITE_FULL:
        return DatabaseFull(f"The disk of the database {path} is full. Free some space; nothing was lost.")
    return None


def busy(path: Path) -> DatabaseBusy:
    return DatabaseBusy(f"Another program holds the database {path}. Close it, or try again in a moment.")


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


def locked(path: Path) -> DatabaseUnusable:
    return DatabaseUnusable(
        f"The database {path} is locked by another program. Close that program, or choose another file with --database."
    )


def foreign(path: Path) -> DatabaseUnusable:
    return DatabaseUnusable(
        f"{path} is not a database of this backend, and it was left as it is. Choose another file with --database."
    )


def other_version(path: Path, found: int, wanted: int) -> DatabaseUnusable:
    return DatabaseUnusable(
        f"The database {path} has layout {found}, and this version needs layout {wanted}. "
        "Move the file away to start afresh, or choose another file with --database."
    )
