"""run_gate.py: from the command line to the exit status."""

import asyncio
import signal
import socket
import sqlite3
import ssl
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from gate.arguments import Arguments, parse
from gate.evidence import ForeignRows
from gate.fault_book import FaultBook, NotSettable
from gate.fault_file import FaultsUnusable, read_faults, read_preset
from gate.foreign import ForeignServer
from gate.greeting import LabPlace, journal_file, told
from gate.judge import Judge
from gate.lab.fault_calls import fault_calls
from gate.lab.journal_calls import Evidence, journal_calls
from gate.lab.serving import HERE, serving
from gate.lab.table import Table
from gate.listener import Gate
from gate.origin import Place
from gate.recording import JournalRecorder, Seen
from hostkit.addresses import host_of, port_of
from hostkit.console import prepare_console, say
from hostkit.descriptors import raise_descriptor_limit
from hostkit.lab_token import issue_token, token_file
from hostkit.single import AlreadyRunning
from journal.file import JournalFile
from journal.journal import Journal
from journal.limits import LIMITS
from kernel.clock import SystemClock

GRACE = 1.0
"""Seconds that open calls get at the end."""


class CannotOpen(Exception):
    """One sentence for the person at the terminal."""


def main(words: Sequence[str] | None = None) -> int:
    """Stand before the server until Ctrl-C or SIGTERM. Returns the exit status."""
    prepare_console()
    raise_descriptor_limit()
    arguments = parse(words)
    try:
        asyncio.run(_run(arguments))
    except (CannotOpen, FaultsUnusable) as error:
        say(str(error), sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


async def _run(arguments: Arguments) -> None:
    """Raises CannotOpen and FaultsUnusable."""
    book = _faults(arguments)
    with _journal(journal_file(arguments)) as journal:
        recorder = None if journal is None else JournalRecorder(journal, SystemClock().now)
        gate = Gate(_server(arguments, book), recorder=recorder)
        port = await _open(gate, arguments)
        with _lab(arguments, book, journal, port) as lab:
            ending = asyncio.Event()
            _end_on_signals(ending)
            say(f"Ready: http://{_named(arguments.host)}:{port} stands before {arguments.server} (Ctrl-C ends it)")
            for line in told(arguments, book, lab):
                say(line)
            await ending.wait()
            await gate.close(GRACE)


@contextmanager
def _journal(file: Path | None) -> Iterator[Journal[Seen] | None]:
    """Everything recorded is written at its end. Raises CannotOpen."""
    if file is None:
        yield None
        return
    try:
        JournalFile(file, LIMITS).close()
    except (sqlite3.Error, OSError, AlreadyRunning) as error:
        remedy = "give another file as --journal, or --no-journal."
        raise CannotOpen(f"{file} can't be used as a journal ({error}): {remedy}") from error
    journal = Journal(file, ForeignRows().rows_of, SystemClock().now)
    journal.start()
    try:
        yield journal
    finally:
        journal.stop()


@contextmanager
def _lab(arguments: Arguments, book: FaultBook, journal: Journal[Seen] | None, port: int) -> Iterator[LabPlace]:
    """The calls of the lab, beside the gate on `port`. Raises CannotOpen."""
    wanted = arguments.lab_port if arguments.lab_port is not None else port + 1 if arguments.port else 0
    calls = dict(fault_calls(book))
    if journal is not None:
        calls |= journal_calls(Evidence(journal, arguments.server))
    table = Table(calls)
    with ExitStack() as stack:
        try:
            here = stack.enter_context(serving(table, wanted))
        except (OSError, OverflowError) as error:
            remedy = "choose another port as --lab-port, or 0 for any free one."
            raise CannotOpen(f"Can't listen on port {wanted} for the lab's calls ({error}): {remedy}") from error
        table.token = arguments.token or issue_token(here)
        yield LabPlace(f"http://{HERE}:{here}/lab", None if arguments.token else token_file(here))


def _faults(arguments: Arguments) -> FaultBook:
    """As the file and the presets have them. Raises FaultsUnusable."""
    loop = asyncio.get_running_loop()
    book = FaultBook(arguments.seed, loop.time, SystemClock().now)
    try:
        if arguments.faults is not None:
            book.put(read_faults(arguments.faults))
        for preset in arguments.presets:
            book.put(read_preset(preset), preset)
    except NotSettable as error:
        raise FaultsUnusable(f"These faults can't be used together: {error}.") from error
    return book


def _server(arguments: Arguments, book: FaultBook) -> ForeignServer:
    url = arguments.server
    place = Place(host_of(url), port_of(url), _trust(arguments) if url.startswith("https:") else None)
    name = urlsplit(url).netloc.rpartition("@")[2]
    return ForeignServer(place, name, Judge(book), SystemClock().now, urlsplit(url).path)


def _trust(arguments: Arguments) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=arguments.ca)
    except OSError as error:
        raise CannotOpen(f"{arguments.ca} holds no certificate in PEM form ({error}): give one as --ca.") from error
    if not arguments.verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    context.set_alpn_protocols(["http/1.1"])
    return context


async def _open(gate: Gate, arguments: Arguments) -> int:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(arguments.host, arguments.port, type=socket.SOCK_STREAM)
        _, *_, address = min(found, key=lambda each: each[0] != socket.AF_INET)
        return await gate.open(str(address[0]), arguments.port)
    except (OSError, UnicodeError) as error:
        raise CannotOpen(
            f"Can't listen on {arguments.host}, port {arguments.port} ({error}): "
            "choose another port, --port 0 for any free one, or --host 127.0.0.1."
        ) from error


def _end_on_signals(ending: asyncio.Event) -> None:
    """Windows has Ctrl-C alone, which ends the loop by itself."""
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            asyncio.get_running_loop().add_signal_handler(number, ending.set)
        except NotImplementedError:
            signal.signal(number, signal.default_int_handler)


def _named(host: str) -> str:
    return f"[{host}]" if ":" in host else host
