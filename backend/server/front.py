"""The gate in front of our own server (docs/decisions/gate-in-front.md)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from backend.server.address import Address
from backend.server.errors import CannotStart
from backend.server.preparation import Prepared
from backend.settings import Settings
from gate.evidence import own_rows
from gate.listener import Gate, server_context
from gate.origin import OwnServer, Place
from gate.recording import JournalRecorder, Recorder
from journal.journal import Journal
from kernel.clock import SystemClock


@asynccontextmanager
async def open_gate(prepared: Prepared, behind: Address, patience: float) -> AsyncIterator[Gate]:
    """At the address where clients look for us. At the end, open calls get `patience` seconds. Raises CannotStart."""
    origin = OwnServer(Place(behind.ip, behind.port), prepared.settings.gate_secret, prepared.is_strict)
    tls = server_context(prepared.tls.certificate, prepared.tls.key) if prepared.tls else None
    port = prepared.address.port
    async with _recording(prepared.settings) as recorder:
        gate = Gate(origin, recorder=recorder)
        try:
            await gate.open(prepared.address.ip, port, tls)
            await gate.hear(prepared.bell, prepared.settings.gate_secret)
        except OSError as error:
            raise CannotStart(
                f"Port {port} was taken by another program just now: choose another port, or --port 0 for any free one."
            ) from error
        try:
            yield gate
        finally:
            await gate.close(patience)


@asynccontextmanager
async def _recording(settings: Settings) -> AsyncIterator[Recorder | None]:
    """Whoever writes the wire part of calls into the journal, to its last call."""
    if not settings.journal:
        yield None
        return
    now = SystemClock().now
    journal = Journal(settings.journal_file, own_rows, now)
    journal.start()
    try:
        yield JournalRecorder(journal, now)
    finally:
        await asyncio.to_thread(journal.stop)
