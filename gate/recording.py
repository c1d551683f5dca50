"""What becomes of each call, noted in the gate's loop for a journal, which works everything else out by itself."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, Protocol

from faults.hit import Hit
from gate.origin import Peer
from gate.requests import Request
from journal.journal import Journal
from journal.quiet import reads_journal
from journal.wire import Sent

MOST_OF_AN_ANSWER = 1024 * 1024
"""Bytes that are kept, its head included."""


class Seen(NamedTuple):
    """One call as it came and went, byte for byte. `answer` is the server's, or what the client got in its place,
    whether or not it was sent; `answer_size` goes beyond what is kept of it.
    """

    key: int
    peer: Peer
    request: Request
    ended: datetime
    duration: float
    answer: bytes
    answer_size: int
    sent: Sent
    hit: Hit | None

    @property
    def size(self) -> int:
        return len(self.request.body) + len(self.answer)

    @property
    def title(self) -> str:
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

    def __init__(self, journal: Journal[Seen], now: Callable[[], datetime]) -> None:
        self.record = journal.record
        self.now = now
        self._journal = journal

    def must_wait(self, request: Request) -> bool:
        return reads_journal(request.target)

    def when_written(self, then: Callable[[], None]) -> None:
        flushing = asyncio.get_running_loop().run_in_executor(None, self._journal.flush)
        flushing.add_done_callback(lambda _: then())


class Note:
    """The note of one call. It is given away once, when nothing more can come of the call."""

    def __init__(self, recorder: Recorder | None, key: int, peer: Peer, request: Request) -> None:
        self.hit: Hit | None = None
        self.is_over = False
        self._recorder = recorder
        self._key = key
        self._peer = peer
        self._request = request
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
        )
        self._recorder.record(seen)

    def break_off(self) -> None:
        """The client has what was said so far, and gets no more."""
        self.end(Sent.PART if self._size else Sent.NOTHING)
