"""Connections from the gate to the server behind it."""

import asyncio
from collections.abc import Iterator
from typing import Protocol, cast

from gate.origin import Place


class Listener(Protocol):
    """Who hears what the server says."""

    def server_said(self, data: bytes) -> None: ...

    def server_ended(self, error: OSError | None) -> None:
        """It closed the connection, or can't be reached for the reason given. Called once."""


class ServerConnection(asyncio.Protocol):
    """One connection. What is sent before it stands goes out when it does, and as fast as the server takes it."""

    def __init__(self, listener: Listener, place: Place) -> None:
        self._listener = listener
        self._place = place
        self._transport: asyncio.Transport | None = None
        self._message: Iterator[bytes] = iter(())
        self._is_slow = False
        self.is_over = False
        """Whether it was ended, by whichever side."""
        self._opening = asyncio.ensure_future(self._open())

    def send(self, message: Iterator[bytes]) -> None:
        """A whole request, after the one before it was answered."""
        self._message = message
        self._pour()

    def close(self) -> None:
        """The listener hears nothing more."""
        self.is_over = True
        self._opening.cancel()
        if self._transport is not None:
            self._transport.abort()

    async def _open(self) -> None:
        loop, place = asyncio.get_running_loop(), self._place
        try:
            await loop.create_connection(lambda: self, place.host, place.port, ssl=place.tls)
        except OSError as error:
            self._end(error)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        if self.is_over:
            self._transport.abort()
            return
        self._pour()

    def data_received(self, data: bytes) -> None:
        if not self.is_over:
            self._listener.server_said(data)

    def eof_received(self) -> None:
        self._end(None)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 (of asyncio)
        self._end(None)

    def pause_writing(self) -> None:
        self._is_slow = True

    def resume_writing(self) -> None:
        self._is_slow = False
        self._pour()

    def _pour(self) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        while not self._is_slow and (piece := next(self._message, b"")):
            self._transport.write(piece)

    def _end(self, error: OSError | None) -> None:
        if not self.is_over:
            self.is_over = True
            self._listener.server_ended(error)
