"""The gate in front of our own server (docs/decisions/gate-in-front.md)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from backend.server.address import Address
from backend.server.errors import CannotStart
from backend.server.preparation import Prepared
from gate.listener import Gate, server_context
from gate.origin import OwnServer, Place


@asynccontextmanager
async def open_gate(prepared: Prepared, behind: Address, patience: float) -> AsyncIterator[Gate]:
    """At the address where clients look for us. At the end, open calls get `patience` seconds. Raises CannotStart."""
    gate = Gate(OwnServer(Place(behind.ip, behind.port), prepared.settings.gate_secret))
    tls = server_context(prepared.tls.certificate, prepared.tls.key) if prepared.tls else None
    port = prepared.address.port
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
