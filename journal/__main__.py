"""python -m journal FILE: the calls of a journal as HAR 1.2, while a program writes it or afterwards."""

import argparse
import json
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from contract.messages.journal import RecordedCall
from contract.messages.journal_query import MOST_CALLS, FindCalls
from hostkit.console import prepare_console, say
from hostkit.options import address
from journal.filters import filter_of
from journal.har import har
from journal.reading import read_calls

COMMENT = "All calls of the journal"


class WrittenFile:
    """A journal as it lies there: what its writer has still in memory is missing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def flush(self) -> bool:
        return True


def main(words: Sequence[str] | None = None) -> int:
    """Write the file to standard output. Returns the exit status."""
    prepare_console()
    parser = argparse.ArgumentParser(prog="python -m journal", description=__doc__)
    parser.add_argument("file", type=Path, help="a journal, such as run_gate.py --journal writes it")
    parser.add_argument(
        "--server",
        type=address,
        default="http://127.0.0.1",
        metavar="URL",
        help="what the calls' addresses begin with (default: %(default)s)",
    )
    arguments = parser.parse_args(words)
    try:
        calls = list(calls_of(arguments.file))
    except sqlite3.Error as error:
        say(f"{arguments.file} can't be read as a journal ({error}).", sys.stderr)
        return 1
    say(json.dumps(har(calls, arguments.server, COMMENT), ensure_ascii=True))
    return 0


def calls_of(file: Path) -> Iterator[RecordedCall]:
    """The first one first. Raises sqlite3.Error."""
    journal, after = WrittenFile(file), 0
    while calls := (page := read_calls(journal, filter_of(FindCalls(after=after, limit=MOST_CALLS)))).calls:
        yield from calls
        after = page.calls[-1].id


if __name__ == "__main__":
    sys.exit(main())
