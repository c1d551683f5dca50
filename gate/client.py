"""A client's connection to the gate: its requests in their order, one exchange after another."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import cast

from contract.messages.journal import Sent
from gate.delivery import Delivery
from gate.exchange import Exchange
from gate.house import House
from gate.origin import Peer
from gate.outbox import HEARD, Outbox, Told
from gate.patience import Patience
from gate.phases import PHASES, Phase, Step
from gate.recording import Line
from gate.refusal import Refusal
from gate.requests import Request, RequestReader
from gate.server import ServerConnection
from gate.unreadable import Unreadable

LONGEST_QUEUE = 256 * 1024
"""Bytes of further requests that are taken while one is answered."""
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class ClientConnection(asyncio.Protocol):
    """One client, and the one connection to the server that is kept for it."""

    peer: Peer

    def __init__(self, house: House) -> None:
        self._house = house
        self.line = Line()
        self._phase = Phase.WAITING
        self._requests = RequestReader(house.origin.rules)
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
        self._outbox = Outbox(self._transport, address, self._house.waiting, self._house.limits.taking)
        self._house.enter(self)
        if self._house.room.enter(self, address):
            self._wait()
        else:
            self.abort()

    def data_received(self, data: bytes) -> None:
        if self._phase in {Phase.WAITING, Phase.ANSWERING}:
            self._requests.feed(data)
        if self._phase is Phase.WAITING:
            self._advance()
        else:
            self._regulate()

    def eof_received(self) -> bool:
        """Whether we still talk. With TLS nobody does."""
        self._requests.feed_eof()
        is_held = self._exchange is not None and self._exchange.is_held
        if is_held or self._phase is Phase.PARTING:
            self.drop()
        elif self._phase is Phase.WAITING:
            self._advance()
        return self.peer.scheme == "http"

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 (of asyncio)
        self._move(Step.ENDED)
        self._house.leave(self)
        self._house.room.leave(self, self.peer.address)
        self._patience.close()
        self._outbox.lose()
        if self._exchange is not None:
            self._exchange.close()
        if self._server is not None:
            self._server.close()

    def pause_writing(self) -> None:
        self._outbox.pause()

    def resume_writing(self) -> None:
        self._outbox.resume()
        if self._phase is Phase.WAITING:
            self._advance()

    # What the server says.

    def server_said(self, data: bytes) -> None:
        if self._exchange is not None:
            self._exchange.server_said(data)

    def server_ended(self, error: OSError | None) -> None:
        if self._exchange is None:
            self.drop()
        elif error is not None:
            self._exchange.unreachable(error)
        else:
            self._exchange.server_ended()

    # What the exchange wants.

    def answer(self, data: bytes) -> None:
        if data:
            self._outbox.write(data)

    def when_sent(self, then: Told) -> None:
        if self._requests.has_ended:
            self._outbox.when_sent(partial(self._listen, then))
        else:
            self._outbox.when_sent(then)

    def ask(self, message: Iterator[bytes]) -> None:
        if self._server is None:
            self._server = ServerConnection(self, self._house.origin.place)
        self._server.send(message)

    def leave_server(self) -> None:
        if self._server is not None:
            self._server.close()
        self._server = None

    def answered(self, closes: bool = False) -> None:
        self._exchange = None
        self._move(Step.ANSWERED)
        if self._phase is Phase.WAITING:  # what is delivered late may be answered when its client has gone
            self._house.room.wait(self, self.peer.address)
        is_server_over = self._server is not None and self._server.is_over
        if closes or is_server_over or self._house.is_ending:
            self._outbox.when_sent(self._part)
        else:
            self._outbox.when_sent(self._go_on)

    def drop(self) -> None:
        self._move(Step.ENDED)
        self._patience.close()
        self.leave_server()
        self._outbox.close()

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
        """As far as the bytes reach, and no further than the client reads its answers."""
        if self._transport.is_closing():
            return
        if not self._outbox.is_empty:
            self._regulate()
            return
        try:
            while self._phase is Phase.WAITING and (request := self._requests.next()):
                self._begin(request)
            if self._phase is Phase.WAITING and self._requests.has_ended:
                self._end_requests()
        except Unreadable as why:
            self._refuse(why)
        self._wait()
        self._regulate()

    def _begin(self, request: Request) -> None:
        self._move(Step.TAKEN)
        self._house.room.work(self, self.peer.address)
        self._exchange = Exchange(self, self._house, request)
        self._exchange.begin()

    def _go_on(self, _: Sent) -> None:
        """Not at once: a request that is being begun may be answered already."""
        if self._requests.has_ended:
            self._loop.call_later(HEARD, self._advance)
        else:
            self._loop.call_soon(self._advance)

    def _part(self, _: Sent) -> None:
        if self._requests.has_ended:
            self._loop.call_later(HEARD, self.drop)
        else:
            self.drop()

    def _listen(self, then: Told, sent: Sent) -> None:
        self._house.hearing += 1
        self._loop.call_later(HEARD, self._hear, sent, then)

    def _hear(self, sent: Sent, then: Told) -> None:
        """A client that ended its side may have gone altogether: then its computer has refused what was sent."""
        self._house.hearing -= 1
        accepted = self._transport.get_extra_info("socket")
        is_gone = self._transport.is_closing() or accepted.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) != 0
        then(Sent.NOTHING if is_gone else sent)

    def _end_requests(self) -> None:
        """Raises Unreadable where something was begun."""
        if self._requests.is_empty:
            self.drop()
        else:
            raise self._requests.ended_early()

    def _refuse(self, why: Unreadable) -> None:
        self._move(Step.UNREAD)
        self.leave_server()
        why.raw = self._requests.rest()
        Refusal(self._house, self.peer, self.line.next(), why, self._refused).begin()

    def _refused(self, answer: bytes, told: Told) -> None:
        """The client hears it, and gets the time to, whatever it is sending."""
        self._move(Step.REFUSED)
        if self._phase is not Phase.PARTING:
            told(Sent.NOTHING)
            return
        self.answer(answer)
        self.when_sent(told)
        if self._requests.has_ended:
            self._loop.call_later(HEARD, self.drop)
            return
        if self._transport.can_write_eof() and self._outbox.is_empty and not self._transport.is_closing():
            self._transport.write_eof()
        self._patience.wait_for_end()
        self._regulate()

    def _wait(self) -> None:
        """For more of a request that has begun, or for the next one."""
        if self._phase is not Phase.WAITING:
            if self._phase is Phase.ANSWERING:
                self._patience.stop()
        elif self._requests.in_body:
            self._patience.wait_for_body()
            if self._requests.wants_continue():
                self.answer(CONTINUE)
        elif self._requests.size:
            self._patience.wait_for_head()
        else:
            self._patience.wait_for_request()

    def _lose_patience(self) -> None:
        if self._phase is Phase.WAITING and not self._requests.is_empty:
            self._refuse(self._requests.out_of_time(self._house.limits.head))
        else:
            self.drop()

    def _regulate(self) -> None:
        """Take no more of the client than is kept."""
        if self._transport.is_closing():
            return
        is_busy = self._phase is Phase.ANSWERING or not self._outbox.is_empty
        has_enough = is_busy and self._requests.size > LONGEST_QUEUE
        if has_enough or self._phase is Phase.REFUSING:
            self._transport.pause_reading()
        else:
            self._transport.resume_reading()


def _send_at_once(accepted: socket.socket) -> None:
    """asyncio asks for this on sockets that it opens; on those that it accepts it doesn't know that they are TCP's."""
    with suppress(OSError):  # the client may have gone already
        accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
