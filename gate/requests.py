"""Requests as they come out of a client's bytes: whole, so that the server never waits for a client."""

from collections.abc import Iterator
from dataclasses import dataclass

from contract.hints import Code
from contract.kinds import MEGABYTE
from gate.content import Content
from gate.framing import END_OF_HEAD, BadFraming, Body, Chunked, Counted
from gate.heads import LARGEST_HEAD, Head, Rules, judge_beginning, read_head
from gate.unreadable import Unreadable

MOST_AROUND_CHUNKS = 1024 * 1024
"""Bytes of sizes, extensions and trailers."""


@dataclass(slots=True)
class Request:
    """One request. The body is without its chunks."""

    head: Head
    content: Content
    was_continued: bool = False
    """Whether the gate has said "100 Continue" already."""

    @property
    def method(self) -> bytes:
        return self.head.method

    @property
    def target(self) -> bytes:
        return self.head.target

    @property
    def body(self) -> bytes:
        """All of it; a large one is read from its file."""
        return self.content.read()

    def message(self, head: bytes) -> Iterator[bytes]:
        """What the server gets, with this head."""
        pieces = self.content.pieces()
        yield head + next(pieces, b"")
        yield from pieces


class RequestReader:
    """The bytes of one client, cut into requests."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._buffer = bytearray()
        self._searched = 0
        self._request: Request | None = None
        self._body: Body = Counted(0)
        self._largest = 0
        self._taken = 0
        """Bytes of the present body as they came, with what is around its chunks."""
        self.has_ended = False
        """Whether the client has said that nothing more comes."""

    def feed(self, data: bytes) -> None:
        self._buffer += data

    def feed_eof(self) -> None:
        self.has_ended = True

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all of a further request."""
        return self._request is None and not self._buffer

    @property
    def in_body(self) -> bool:
        return self._request is not None

    @property
    def size(self) -> int:
        """Bytes that nobody has looked at yet."""
        return len(self._buffer)

    def next(self) -> Request | None:
        """The next request, once it is whole. Raises Unreadable, after which nothing more can be read."""
        request = self._request or self._begin()
        if request is None:
            return None
        try:
            self._take()
        except Unreadable as error:
            error.request = request
            raise
        if not self._body.is_whole:
            return None
        self._request = None
        return request

    def wants_continue(self) -> bool:
        """Whether the client waits for a word before it sends the body. True once a request."""
        request = self._request
        if request is None or request.was_continued or not request.head.waits:
            return False
        request.was_continued = True
        return True

    def ended_early(self) -> Unreadable:
        """Why what came is no request, when nothing more comes."""
        return self._unfinished(Code.WIRE_HEAD_SHORT, Code.WIRE_BODY_SHORT, Code.WIRE_CHUNKS_SHORT)

    def out_of_time(self, seconds: float) -> Unreadable:
        """Likewise, when no more is waited for: for a head so many seconds."""
        error = self._unfinished(Code.WIRE_HEAD_LATE, Code.WIRE_BODY_LATE, Code.WIRE_CHUNKS_LATE)
        if error.code is Code.WIRE_HEAD_LATE:
            error.facts = {"seconds": round(seconds)}
        return error

    def rest(self) -> bytes:
        """What was not read."""
        return bytes(self._buffer)

    def _unfinished(self, in_head: Code, in_body: Code, in_chunks: Code) -> Unreadable:
        request = self._request
        if request is None:
            return Unreadable(in_head, came=len(self._buffer))
        announced, came = request.head.length, request.content.size
        error = Unreadable(in_chunks, came=came)
        if announced is not None:
            error = Unreadable(in_body, announced=announced, came=came)
        error.request = request
        return error

    def _begin(self) -> Request | None:
        head = self._next_head()
        if head is None:
            return None
        self._request = request = Request(head, Content())
        self._largest = self._rules.largest_body(head.target)
        self._taken = 0
        sink = request.content.add
        self._body = Chunked(sink) if head.length is None else Counted(head.length, sink)
        return request

    def _next_head(self) -> Head | None:
        if self._buffer.startswith(
            (b"\r", b"\n")
        ):  # some clients send a line end too many after a body (RFC 9112, 2.2)
            self._buffer = self._buffer.lstrip(b"\r\n")
        end = END_OF_HEAD.search(self._buffer, max(0, self._searched - 3))
        if end is None or end.end() > LARGEST_HEAD:
            self._searched = len(self._buffer)
            if self._buffer:
                judge_beginning(bytes(self._buffer))
            return None
        raw = bytes(self._buffer[: end.end()])
        self._searched = 0
        head = read_head(raw, self._rules)
        del self._buffer[: end.end()]
        return head

    def _take(self) -> None:
        """As much of the body as there is."""
        request = self._request
        if self._body.is_whole or request is None:
            return
        announced = request.head.length or 0
        if announced <= self._largest and self._buffer:
            try:
                taken = self._body.take(bytes(self._buffer))
            except BadFraming as error:
                raise Unreadable(Code.WIRE_CHUNK, came=request.content.size) from error
            del self._buffer[:taken]
            self._taken += taken
        around = self._taken - request.content.size
        if max(announced, request.content.size) > self._largest or around > MOST_AROUND_CHUNKS:
            raise Unreadable(Code.BODY_TOO_LARGE, limit=self._largest // MEGABYTE)
