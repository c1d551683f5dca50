"""Where connections come in, one after another, so that there is room for each before the next one.

asyncio's own server takes as many at once as wait, and says nothing of a TLS handshake that comes to nothing.
"""

import asyncio
import socket
import ssl
from contextlib import suppress

from contract.hints import Code
from contract.messages.journal import Sent
from gate.client import ClientConnection
from gate.house import House
from gate.origin import Peer
from gate.outbox import Told
from gate.recording import Line
from gate.refusal import Hearing, Refusal
from gate.unreadable import Unreadable

HANDSHAKE = 10.0
"""Seconds for a whole handshake, and for its first byte."""
FAREWELL = 0.3
"""Seconds for the last words of TLS."""
MOST_AT_ONCE = 256
"""Handshakes under way."""
PAUSE = 0.1
"""Seconds until the next try where the system has no descriptor left."""
MOST_PEEKED = 500
_FIRST_BYTE_OF_TLS = 0x16
_ENDED_BY_CLIENT = ("ALERT", "UNEXPECTED_EOF")
"""In OpenSSL's names for what went wrong: the client said so, or was gone."""


class Door:
    """Takes connections, and makes of each one a client's connection, or a row of the journal."""

    def __init__(self, house: House, listening: socket.socket, context: ssl.SSLContext | None) -> None:
        listening.setblocking(False)
        self._house = house
        self._listening = listening
        self._context = context
        self._loop = asyncio.get_running_loop()
        self._handshakes: dict[asyncio.Task[None], None] = {}
        self._accepting = self._loop.create_task(self._accept())

    def close(self) -> None:
        self._accepting.cancel()
        for handshake in self._handshakes:
            handshake.cancel()
        self._listening.close()

    async def _accept(self) -> None:
        while True:
            try:
                accepted, address = await self._loop.sock_accept(self._listening)
            except OSError:
                await asyncio.sleep(PAUSE)
                continue
            if self._context is None:
                await self._let_in(accepted)
            else:
                self._begin_tls(accepted, Peer(str(address[0]), int(address[1]), "https"))

    async def _let_in(self, accepted: socket.socket) -> None:
        with suppress(OSError):  # it has gone already
            await self._loop.connect_accepted_socket(lambda: ClientConnection(self._house), accepted)

    def _begin_tls(self, accepted: socket.socket, peer: Peer) -> None:
        if len(self._handshakes) >= MOST_AT_ONCE:
            next(iter(self._handshakes)).cancel()
        task = self._loop.create_task(self._take(accepted, peer))
        self._handshakes[task] = None
        task.add_done_callback(self._handshakes.pop)

    async def _take(self, accepted: socket.socket, peer: Peer) -> None:
        accepted.setblocking(False)
        try:
            async with asyncio.timeout(HANDSHAKE):
                first = await self._peek(accepted)
                if first and first[0] != _FIRST_BYTE_OF_TLS:
                    await self._refuse_http(accepted, peer, first)
        except OSError:  # it has gone, or says nothing for so long (TimeoutError is one)
            first = b""
        except asyncio.CancelledError:
            accepted.close()
            raise
        if first[:1] == bytes((_FIRST_BYTE_OF_TLS,)):
            await self._shake_hands(accepted, peer, first)
        else:
            accepted.close()

    async def _peek(self, accepted: socket.socket) -> bytes:
        """What came first, left where it is. Where nobody can look (Windows) it is taken for TLS."""
        readable = asyncio.Event()
        try:
            self._loop.add_reader(accepted, readable.set)
        except NotImplementedError:
            return bytes((_FIRST_BYTE_OF_TLS,))
        try:
            await readable.wait()
        finally:
            self._loop.remove_reader(accepted)
        return accepted.recv(MOST_PEEKED, socket.MSG_PEEK)

    async def _shake_hands(self, accepted: socket.socket, peer: Peer, first: bytes) -> None:
        """From here on asyncio closes the socket."""
        try:
            await self._loop.connect_accepted_socket(
                lambda: ClientConnection(self._house),
                accepted,
                ssl=self._context,
                ssl_handshake_timeout=HANDSHAKE,
                ssl_shutdown_timeout=FAREWELL,
            )
        except OSError as error:
            self._tell(peer, _reason(error), first, lambda _, told: told(Sent.NOTHING))

    async def _refuse_http(self, accepted: socket.socket, peer: Peer, first: bytes) -> None:
        answered: asyncio.Future[tuple[bytes, Told]] = self._loop.create_future()
        why = Unreadable(Code.WIRE_HTTP_ON_TLS)
        self._tell(peer, why, first, lambda answer, told: answered.set_result((answer, told)))
        answer, told = await answered
        await self._loop.sock_sendall(accepted, answer)
        told(Sent.WHOLE)
        accepted.shutdown(socket.SHUT_WR)
        while await self._loop.sock_recv(accepted, MOST_PEEKED):
            pass  # bytes that nobody takes would cost the client the answer

    def _tell(self, peer: Peer, why: Unreadable, first: bytes, hearing: Hearing) -> None:
        why.raw = first
        Refusal(self._house, peer, Line().next(), why, hearing).begin()


def _reason(error: OSError) -> Unreadable:
    if isinstance(error, ConnectionAbortedError):  # so asyncio says that its time is over
        return Unreadable(Code.WIRE_TLS_LATE, seconds=round(HANDSHAKE))
    words = error.reason if isinstance(error, ssl.SSLError) else None
    if words is None or any(word in words for word in _ENDED_BY_CLIENT):
        return Unreadable(Code.WIRE_TLS_ENDED)
    return Unreadable(Code.WIRE_TLS_FAILED, reason=words)
