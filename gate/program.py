"""run_gate.py: from the command line to the exit status."""

import asyncio
import signal
import socket
import sqlite3
import ssl
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from gate.arguments import Arguments, parse
from gate.evidence import ForeignRows
from gate.fault_book import FaultBook, NotSettable
from gate.fault_file import FaultsUnusable, read_faults, read_preset
from gate.foreign import ForeignServer
from gate.greeting import journal_file, told
from gate.judge import Judge
from gate.listener import Gate
from gate.origin import Place
from gate.recording import JournalRecorder, Recorder
from hostkit.addresses import host_of, port_of
from hostkit.console import prepare_console, say
from hostkit.descriptors import raise_descriptor_limit
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
    with _recorder(journal_file(arguments)) as recorder:
        gate = Gate(_server(arguments, book), recorder=recorder)
        port = await _open(gate, arguments)
        ending = asyncio.Event()
        _end_on_signals(ending)
        say(f"Ready: http://{_named(arguments.host)}:{port} stands before {arguments.server} (Ctrl-C ends it)")
        for line in told(arguments, book):
            say(line)
        await ending.wait()
        await gate.close(GRACE)


@contextmanager
def _recorder(file: Path | None) -> Iterator[Recorder | None]:
    """Everything recorded is written at its end. Raises CannotOpen."""
    if file is None:
        yield None
        return
    try:
        JournalFile(file, LIMITS).close()
    except (sqlite3.Error, OSError, AlreadyRunning) as error:
        raise CannotOpen(
            f"{file} can't be used as a journal ({error}): give another file as --journal, or --no-journal."
        ) from error
    now = SystemClock().now
    journal = Journal(file, ForeignRows().rows_of, now)
    journal.start()
    try:
        yield JournalRecorder(journal, now)
    finally:
        journal.stop()


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
