"""python -m backend.verify FILE: whether stock, orders and money in a database agree. It only reads."""

import argparse
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

from backend.models.balances import Verdict, verify
from backend.models.sqlite.inspection import inspect
from backend.models.unusable import DatabaseUnusable
from hostkit.console import prepare_console, say

RIGHT, BROKEN, NOT_RUN = 0, 1, 2


def main(words: Sequence[str] | None = None) -> int:
    """The exit code: 0 all right, 1 something is broken, 2 the file can't be read as a database of ours."""
    prepare_console()
    parser = argparse.ArgumentParser(
        prog="python -m backend.verify",
        description="Checks that stock, orders and money in a backend's database agree. It only reads, and works "
        "beside a running backend. Exits 0 when all is right, 1 when something is broken, 2 when it could not run.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the backend's database")
    path: Path = parser.parse_args(words).file
    try:
        verdicts = _verify(path)
    except (DatabaseUnusable, sqlite3.Error) as error:
        say(f"{path} could not be verified: {error}", sys.stderr)
        return NOT_RUN
    for line in report(verdicts):
        say(line)
    return BROKEN if any(one.breaks for one in verdicts) else RIGHT


def report(verdicts: Sequence[Verdict]) -> list[str]:
    """A table with one line a balance, and below each broken one what breaks it."""
    lines = []
    for one in verdicts:
        lines.append(f"{'BROKEN' if one.breaks else 'right':6}  {one.checked:6}  {one.name}")
        lines += [f"                  {sentence}" for sentence in one.breaks]
    return lines


def _verify(path: Path) -> list[Verdict]:
    if not path.is_file() or path.stat().st_size == 0:
        raise DatabaseUnusable("there is no such file, or it is empty. Name the one that the backend was started with.")
    inspect(path)
    return verify(path)


if __name__ == "__main__":
    sys.exit(main())
