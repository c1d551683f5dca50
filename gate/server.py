"""Connections from the gate to the server behind it."""

import asyncio
from contextlib import suppress
from typing import Protocol, cast

from gate.origin import Place


class Listener(Protocol):
    """Who hears what the server says."""

    def server_said(self, data: bytes) -> None: ...

    def server_ended(self, error: OSError | None) -> None:
        """It closed the connection, or can't be reached for the reason given. Called once."""

    def server_changed_pace(self) -> None:
        """Whether it `is_slow` has changed."""


class ServerConnection(asyncio.Protocol):
    """One connection. What is written before it stands goes out when it does."""

    def __init__(self, listener: Listener, place: Place) -> None:
        self._listener = listener
        self._place = place
        self._transport: asyncio.Transport | None = None
        self._waiting = bytearray()
        self._ends = False
        self.is_over = False
        """Whether it was ended, by whichever side."""
        self.is_slow = False
        """Whether it should be given nothing more for now."""
        self._opening = asyncio.ensure_future(self._open())

    def write(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.write(data)
        else:
            self._waiting += data

    def write_eof(self) -> None:
        """Nothing more comes. TLS has no such word."""
        self._ends = True
        if self._transport is not None and self._transport.can_write_eof() and not self._transport.is_closing():
            with suppress(OSError):  # the server has gone just now, and `connection_lost` will say so
                self._transport.write_eof()

    def close(self) -> None:
        """The listener hears nothing more."""
        self.is_over = True
        self._opening.cancel()
        if self._transport is not None:
            self._transport.abort()

    def let_talk(self, may_talk: bool) -> None:
        """Whether the listener takes what the server says just now."""
        if self._transport is None or self._transport.is_closing():
            return
        if may_talk:
            self._transport.resume_reading()
        else:
            self._transport.pause_reading()

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
        self._transport.write(bytes(self._waiting))
        self._waiting.clear()
        if self._ends:
            self.write_eof()

    def data_received(self, data: bytes) -> None:
        if not self.is_over:
            self._listener.server_said(data)

    def eof_received(self) -> None:
        self._end(None)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 (of asyncio)
        self._end(None)

    def pause_writing(self) -> None:
        self.is_slow = True
        self._listener.server_changed_pace()

    def resume_writing(self) -> None:
        self.is_slow = False
        self._listener.server_changed_pace()

    def _end(self, error: OSError | None) -> None:
        if not self.is_over:
            self.is_over = True
            self._listener.server_ended(error)
