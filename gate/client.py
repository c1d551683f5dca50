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
from gate.phases import BODY_COMES, PHASES, UNDERSTOOD, Phase, Step
from gate.recording import Line
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
        self.line = Line()
        self._phase = Phase.WAITING
        self._requests = RequestReader()
        self._exchange: Exchange | None = None
        self._server: ServerConnection | None = None
        self._loop = asyncio.get_running_loop()
        self._patience = Patience(house.limits, self._lose_patience)

    # What asyncio says of the client.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        address, port, *_ = transport.get_extra_info("peername") or ("unknown", 0)
        _send_at_once(transport.get_extra_info("socket"))
        scheme = "http" if transport.get_extra_info("ssl_object") is None else "https"
        self.peer = Peer(address, port, scheme)
        self._house.enter(self)

    def data_received(self, data: bytes) -> None:
        if self._phase is Phase.RAW:
            self.ask(data)
            return
        self._requests.feed(data)
        if self._phase is Phase.ANSWERING:
            self._regulate()
        else:
            self._advance()

    def eof_received(self) -> bool:
        """Whether we still talk. With TLS nobody does."""
        self._requests.feed_eof()
        if self._exchange is not None and self._exchange.is_held:
            self.drop()
        elif self._phase is Phase.RAW:
            self._tell_server_the_end()
        else:
            self._advance()
        return self.peer.scheme == "http"

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 (of asyncio)
        self._move(Step.ENDED)
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
        if self._exchange is None:
            self.drop()
        elif error is not None:
            self._exchange.unreachable(error)
        else:
            self._exchange.server_ended()

    def server_changed_pace(self) -> None:
        self._regulate()

    # What the exchange wants.

    def answer(self, data: bytes) -> None:
        if data and not self._transport.is_closing():
            self._transport.write(data)

    def ask(self, data: bytes) -> None:
        if self._server is None:
            self._server = ServerConnection(self, self._house.origin.place)
        self._server.write(data)

    def leave_server(self) -> None:
        if self._server is not None:
            self._server.close()
        self._server = None
        self._regulate()

    def answered(self, closes: bool = False) -> None:
        self._exchange = None
        self._move(Step.ANSWERED)
        is_server_over = self._server is not None and self._server.is_over
        if closes or is_server_over or self._house.is_ending:
            self.drop()
        else:
            self._loop.call_soon(self._advance)  # not at once: a request that is being begun may be answered already

    def switched(self) -> None:
        self._exchange = None
        self._pass_raw()

    def drop(self) -> None:
        self._move(Step.ENDED)
        self._patience.stop()
        if self._server is not None:
            self._server.close()
        self._transport.close()

    def has_ended(self) -> bool:
        return self._requests.has_ended

    def is_gone(self) -> bool:
        return self._transport.is_closing()

    def let_happen(self, delivery: Delivery, seconds: float) -> None:
        delivery.start_in(seconds, self._house.deliveries)

    # What the gate wants.

    def end(self) -> None:
        """Close when the server has answered what it was asked, which may be now."""
        if self._exchange is None or self._exchange.is_apart:
            self.drop()

    def abort(self) -> None:
        self._transport.abort()

    # One request after another.

    def _move(self, step: Step) -> None:
        self._phase = PHASES.after(self._phase, step)

    def _advance(self) -> None:
        """As far as the bytes reach."""
        if self._transport.is_closing():
            return
        try:
            while self._pass_rest() and self._phase is Phase.WAITING and (request := self._requests.next()):
                self._begin(request)
            if self._requests.has_ended and self._phase in UNDERSTOOD:
                self._end_requests()
        except NotPlain:
            self._pass_raw()
        self._wait()
        self._regulate()

    def _begin(self, request: Request) -> None:
        self._move(Step.TAKEN if request.is_whole else Step.TAKEN_IN_PART)
        self._exchange = Exchange(self, self._house, request)
        self._exchange.begin()

    def _pass_rest(self) -> bool:
        """Whether the body of the present request is whole by now."""
        if self._phase in BODY_COMES and self._requests.size:
            data, is_all = self._requests.more()
            if self._exchange is not None:
                self._exchange.received(len(data))
            if self._exchange is None or not self._exchange.is_apart:
                self.ask(data)
            if is_all:
                self._move(Step.BODY_ENDED)
        return self._phase not in BODY_COMES

    def _end_requests(self) -> None:
        """The server hears that nothing more comes, once it has what came: it knows what it thinks of that."""
        if self._exchange is None:
            broken = self._requests.broken_off()
            if broken is None:
                self.drop()
                return
            broken.is_whole = True
            self._begin(broken)
        if self._requests.is_empty or self._phase in BODY_COMES:
            self._tell_server_the_end()

    def _tell_server_the_end(self) -> None:
        if self._server is not None:
            self._server.write_eof()

    def _pass_raw(self) -> None:
        self._move(Step.TURNED_RAW)
        self.ask(self._requests.raw())
        if self._requests.has_ended:
            self._tell_server_the_end()

    def _wait(self) -> None:
        """For more of a request that has begun."""
        is_waiting = self._phase is Phase.WAITING
        if self._phase in BODY_COMES or (is_waiting and self._requests.in_body):
            self._patience.wait_for_body()
        elif is_waiting and self._requests.size:
            self._patience.wait_for_head()
        else:
            self._patience.stop()
        if is_waiting and self._requests.wants_continue():
            self.answer(CONTINUE)

    def _lose_patience(self) -> None:
        if self._phase is Phase.WAITING:
            self.answer(TIMED_OUT)
        self.drop()

    def _regulate(self) -> None:
        """Take no more of the client than can be given on."""
        if self._transport.is_closing():
            return
        has_enough = self._phase is Phase.ANSWERING and self._requests.size > LONGEST_QUEUE
        is_server_slow = self._server is not None and self._server.is_slow
        if is_server_slow or has_enough:
            self._transport.pause_reading()
        else:
            self._transport.resume_reading()


def _send_at_once(accepted: socket.socket) -> None:
    """asyncio asks for this on sockets that it opens; on those that it accepts it doesn't know that they are TCP's."""
    with suppress(OSError):  # the client may have gone already
        accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
