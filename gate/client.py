"""A client's connection to the gate: its requests in their order, one exchange after another."""

import asyncio
import socket
from contextlib import suppress
from typing import cast

from gate.delivery import Delivery
from gate.exchange import Exchange
from gate.house import House
from gate.origin import Peer
from gate.patience import Patience
from gate.requests import NotPlain, Request, RequestReader
from gate.server import ServerConnection

LONGEST_QUEUE = 256 * 1024
"""Bytes of further requests that are taken while one is answered."""
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
IMPATIENT = b"The rest of this request did not come. Send as many bytes of a body as Content-Length announces.\n"
TIMED_OUT = (
    b"HTTP/1.1 408 Request Timeout\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\n"
    b"Connection: close\r\n\r\n%b" % (len(IMPATIENT), IMPATIENT)
)


class ClientConnection(asyncio.Protocol):
    """One client, and the one connection to the server that is kept for it."""

    peer: Peer

    def __init__(self, house: House) -> None:
        self._house = house
        self._requests = RequestReader()
        self._exchange: Exchange | None = None
        self._server: ServerConnection | None = None
        self._patience = Patience(house.limits, self._lose_patience)
        self._is_advancing = False
        self._is_raw = False
        """Whether bytes only pass, in both directions."""
        self._has_rest = False
        """Whether the body of the present request is still coming, and passes as it comes."""
        self._has_ended = False
        """Whether the client has said that nothing more comes."""
        self._is_server_over = False
        self._is_server_slow = False
        self._is_last = False
        """Whether the gate closes, and this connection after its present answer."""

    # What asyncio says of the client.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        address, port, *_ = transport.get_extra_info("peername") or ("unknown", 0)
        _send_at_once(transport.get_extra_info("socket"))
        scheme = "http" if transport.get_extra_info("ssl_object") is None else "https"
        self.peer = Peer(address, port, scheme)
        self._house.enter(self)

    def data_received(self, data: bytes) -> None:
        if self._is_raw:
            self.ask(data)
            return
        self._requests.feed(data)
        if self._exchange is None or self._has_rest:
            self._advance()
        else:
            self._regulate()

    def eof_received(self) -> bool:
        """Whether we still talk. With TLS nobody does."""
        self._has_ended = True
        if self._exchange is not None and self._exchange.is_held:
            self.drop()
        elif self._is_raw:
            self._tell_server_the_end()
        else:
            self._advance()
        return self.peer.scheme == "http"

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 (of asyncio)
        self._house.leave(self)
        self._patience.stop()
        if self._exchange is not None:
            self._exchange.close()
        if self._server is not None:
            self._server.close()

    def pause_writing(self) -> None:
        if self._server is not None:
            self._server.let_talk(False)

    def resume_writing(self) -> None:
        if self._server is not None:
            self._server.let_talk(True)

    # What the server says.

    def server_said(self, data: bytes) -> None:
        if self._exchange is not None:
            self._exchange.server_said(data)
        else:
            self.answer(data)

    def server_ended(self, error: OSError | None) -> None:
        self._is_server_over = True
        if self._exchange is None:
            self.drop()
        elif error is not None:
            self._exchange.unreachable(error)
        else:
            self._exchange.server_ended()

    def server_is_slow(self) -> None:
        self._is_server_slow = True
        self._regulate()

    def server_is_ready(self) -> None:
        self._is_server_slow = False
        self._regulate()

    # What the exchange wants.

    def answer(self, data: bytes) -> None:
        if data and not self._transport.is_closing():
            self._transport.write(data)

    def ask(self, data: bytes) -> None:
        if self._server is None:
            self._server = ServerConnection(self, self._house.origin.place)
        self._server.write(data)

    def answered(self, closes: bool = False) -> None:
        self._exchange = None
        if closes or self._is_server_over or self._is_last:
            self.drop()
        elif not (self._is_advancing or self._transport.is_closing()):
            self._advance()

    def switched(self) -> None:
        self._exchange = None
        self._pass_raw()

    def drop(self) -> None:
        self._patience.stop()
        if self._server is not None:
            self._server.close()
        self._transport.close()

    def let_happen(self, delivery: Delivery, seconds: float) -> None:
        delivery.start_in(seconds, self._house.deliveries)

    # What the gate wants.

    def end(self) -> None:
        """Close when the server has answered what it was asked, which may be now."""
        self._is_last = True
        if self._exchange is None or self._exchange.is_apart:
            self.drop()

    def abort(self) -> None:
        self._transport.abort()

    # One request after another.

    def _advance(self) -> None:
        """As far as the bytes reach."""
        self._is_advancing = True
        try:
            while self._pass_rest() and self._exchange is None and (request := self._requests.next()):
                self._begin(request)
            if self._has_ended:
                self._end_requests()
        except NotPlain:
            self._pass_raw()
        finally:
            self._is_advancing = False
        self._wait()
        self._regulate()

    def _begin(self, request: Request) -> None:
        self._has_rest = not request.is_whole
        self._exchange = Exchange(self, self._house.origin, request)
        self._exchange.begin()

    def _pass_rest(self) -> bool:
        """Whether the body of the present request is whole by now."""
        if self._has_rest and self._requests.size:
            data, is_all = self._requests.more()
            self._has_rest = not is_all
            if self._exchange is None or not self._exchange.is_apart:
                self.ask(data)
        return not self._has_rest

    def _end_requests(self) -> None:
        """The server hears that nothing more comes, once it has what came: it knows what it thinks of that."""
        if self._exchange is None:
            broken = self._requests.broken_off()
            if broken is None:
                self.drop()
                return
            broken.is_whole = True
            self._begin(broken)
        if self._requests.is_empty or self._has_rest:
            self._tell_server_the_end()

    def _tell_server_the_end(self) -> None:
        if self._server is not None:
            self._server.write_eof()

    def _pass_raw(self) -> None:
        self._is_raw = True
        self.ask(self._requests.raw())
        if self._has_ended:
            self._tell_server_the_end()

    def _wait(self) -> None:
        """For more of a request that has begun."""
        if self._has_rest or (self._exchange is None and self._requests.in_body):
            self._patience.wait_for_body()
        elif self._exchange is None and self._requests.size and not self._is_raw:
            self._patience.wait_for_head()
        else:
            self._patience.stop()
        if self._exchange is None and self._requests.wants_continue():
            self.answer(CONTINUE)

    def _lose_patience(self) -> None:
        if not self._has_rest:
            self.answer(TIMED_OUT)
        self.drop()

    def _regulate(self) -> None:
        """Take no more of the client than can be given on."""
        if self._transport.is_closing():
            return
        has_enough = self._exchange is not None and self._requests.size > LONGEST_QUEUE
        if self._is_server_slow or has_enough:
            self._transport.pause_reading()
        else:
            self._transport.resume_reading()


def _send_at_once(accepted: socket.socket) -> None:
    """asyncio asks for this on sockets that it opens; on those that it accepts it doesn't know that they are TCP's."""
    with suppress(OSError):  # the client may have gone already
        accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
