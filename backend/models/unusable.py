"""Why a database can't be used, said so that a person can act on it."""

import errno
from pathlib import Path


class DatabaseUnusable(Exception):
    """The file can't serve as our database. The message names the file and what to do."""


def explain(path: Path, error: Exception) -> DatabaseUnusable:
    """The sentence for what SQLite or the operating system said."""
    reason = str(error).lower()
    if "locked" in reason:
        return DatabaseUnusable(
            f"The database {path} is locked by another program. "
            "Close that program, or choose another file with --database."
        )
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


def foreign(path: Path) -> DatabaseUnusable:
    return DatabaseUnusable(
        f"{path} is not a database of this backend, and it was left as it is. Choose another file with --database."
    )


def other_version(path: Path, found: int, wanted: int) -> DatabaseUnusable:
    return DatabaseUnusable(
        f"The database {path} has layout {found}, and this version needs layout {wanted}. "
        "Move the file away to start afresh, or choose another file with --database."
    )
