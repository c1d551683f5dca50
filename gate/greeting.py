"""What a gate before a foreign server says when it is there: where its evidence lies, and what it does to calls."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gate.arguments import Arguments
from gate.fault_book import FaultBook
from hostkit.addresses import host_of, port_of
from hostkit.folders import state_folder

MOST_NAMES = 10


class LabPlace(NamedTuple):
    """Where the lab's calls are answered; `token` is the file of the token, None for one that was given."""

    address: str
    token: Path | None


def journal_file(arguments: Arguments) -> Path | None:
    """Where calls are written down, one file a server, so that a day's evidence stays together; None for nowhere."""
    if arguments.no_journal:
        return None
    host = host_of(arguments.server).replace(":", "-")
    return arguments.journal or state_folder() / f"gate-{host}-{port_of(arguments.server)}.journal.sqlite"


def told(arguments: Arguments, book: FaultBook, lab: LabPlace) -> Iterator[str]:
    """Line by line."""
    file = journal_file(arguments)
    reader = f"python -m journal {file} --server {arguments.server}"
    yield "Journal: none" if file is None else f"Journal: {file} ({reader} gives it as HAR)"
    names = [one.id for one in book.told().faults]
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    yield f"Faults: {', '.join(names[:MOST_NAMES]) or 'none'}{more}"
    token = "--token" if lab.token is None else lab.token
    yield f"Lab: {lab.address}/faults and {lab.address}/journal.har, with the token of {token}"
