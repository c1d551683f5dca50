"""Why a database can't be used, said so that a person can act on it."""

from pathlib import Path


class DatabaseUnusable(Exception):
    """The file can't serve as our database. The message names the file and what to do."""


class DatabaseBusy(Exception):
    """Another program held the file for longer than we wait. Nothing was changed; a repeat may succeed."""


class DatabaseFull(Exception):
    """The disk has no room. Nothing was changed; somebody has to free some."""


def busy(path: Path) -> DatabaseBusy:
    return DatabaseBusy(f"Another program holds the database {path}. Close it, or try again in a moment.")


def full(path: Path) -> DatabaseFull:
    return DatabaseFull(f"The disk of the database {path} is full. Free some space; nothing was lost.")


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
