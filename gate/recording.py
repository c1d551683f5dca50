"""What becomes of each call, noted in the gate's loop for a journal, which works everything else out by itself."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple, Protocol

from contract.messages.explanation import Explanation
from contract.messages.journal import Connection, Sent
from faults.hit import Hit
from gate.origin import Peer
from gate.requests import Request
from journal.journal import PATIENCE, Journal
from journal.keys import new_connection
from journal.quiet import reads_journal

MOST_OF_AN_ANSWER = 1024 * 1024
"""Bytes that are kept, its head included."""
MOST_OF_RAW = 500
"""Bytes that are kept of what isn't a request."""


class Seen(NamedTuple):
    """One call as it came and went, byte for byte. `answer` is the server's, or what the client got in its place,
    whether or not it was sent; `answer_size` goes beyond what is kept of it. `request` is bytes where they
    can't be read as one.
    """

    key: int
    peer: Peer
    request: Request | bytes
    ended: datetime
    duration: float
    answer: bytes
    answer_size: int
    sent: Sent
    hit: Hit | None
    connection: Connection | None = None
    undone: str | None = None
    explanation: Explanation | None = None

    @property
    def size(self) -> int:
        """In memory, about. A head is kept in lower case as well."""
        asked = self.request
        size = len(asked) if isinstance(asked, bytes) else 2 * len(asked.head.raw) + asked.content.size
        return size + len(self.answer)

    @property
    def title(self) -> str:
        if isinstance(self.request, bytes):
            return "what is no request"
        path = self.request.target.partition(b"?")[0]
        return f"{self.request.method.decode('latin-1')} {path.decode('latin-1')}"


class Recorder(Protocol):
    """Who wants to know."""

    def record(self, seen: Seen) -> None:
        """Never waits, never fails."""

    def now(self) -> datetime:
        """In real time."""

    def must_wait(self, request: Request) -> bool:
        """Whether the call may go on only when what was recorded before it can be read."""

    def when_written(self, then: Callable[[], None]) -> None:
        """Go on in the loop, as soon as everything recorded so far can be read, or after a while all the same."""


class JournalRecorder:
    """Into a journal of ours, which calls to the server behind the gate may read."""

    def __init__(self, journal: Journal[Seen], now: Callable[[], datetime], patience: float = PATIENCE) -> None:
        """`patience` is in seconds: nobody waits longer for the writer."""
        self.record = journal.record
        self.now = now
        self._journal = journal
        self._patience = patience

    def must_wait(self, request: Request) -> bool:
        return reads_journal(request.target)

    def when_written(self, then: Callable[[], None]) -> None:
        """Without a thread: whoever asks for it may be a stranger, and there may be many of them."""
        loop = asyncio.get_running_loop()
        written = loop.create_future()
        patience = loop.call_later(self._patience, _settle, written)

        def tell() -> None:
            with suppress(RuntimeError):  # the gate has ended meanwhile, and its loop with it
                loop.call_soon_threadsafe(_settle, written)

        def go_on(_: asyncio.Future[None]) -> None:
            patience.cancel()
            then()

        written.add_done_callback(go_on)
        self._journal.after_writing(tell)


def _settle(written: asyncio.Future[None]) -> None:
    if not written.done():
        written.set_result(None)


class Line:
    """One connection of a client's, which its calls are counted on."""

    def __init__(self) -> None:
        self._id = new_connection()
        self._calls = 0

    def next(self) -> Connection:
        """Of one more call."""
        self._calls += 1
        return Connection.model_construct(id=self._id, call=self._calls)


class Note:
    """The note of one call. It is given away once, when nothing more can come of the call.

    `request` is bytes where they can't be read as one, of which the beginning is kept. `connection` is None for a call
    that came on none, since the gate itself delivered it.
    """

    def __init__(
        self,
        recorder: Recorder | None,
        key: int,
        peer: Peer,
        request: Request | bytes,
        connection: Connection | None = None,
    ) -> None:
        self.hit: Hit | None = None
        self.undone: str | None = None
        """Why the hit was not carried out."""
        self.explanation: Explanation | None = None
        """Why the server never got the call."""
        self.is_over = False
        self._connection = connection
        self._recorder = recorder
        self._key = key
        self._peer = peer
        self._request = request[:MOST_OF_RAW] if isinstance(request, bytes) else request
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self._answer = bytearray()
        self._size = 0

    def answer(self, data: bytes) -> None:
        """More of the answer."""
        self._size += len(data)
        if self._recorder is not None and len(self._answer) < MOST_OF_AN_ANSWER:
            self._answer += data

    def end(self, sent: Sent) -> None:
        if self.is_over:
            return
        self.is_over = True
        if self._recorder is None:
            return
        seen = Seen(
            key=self._key,
            peer=self._peer,
            request=self._request,
            ended=self._recorder.now(),
            duration=self._loop.time() - self._began,
            answer=bytes(self._answer),
            answer_size=self._size,
            sent=sent,
            hit=self.hit,
            connection=self._connection,
            undone=self.undone,
            explanation=self.explanation,
        )
        self._recorder.record(seen)

    def break_off(self) -> None:
        """The client has what was said so far, and gets no more."""
        self.end(Sent.PART if self._size else Sent.NOTHING)
