"""Requests as they come out of a client's bytes, whole, so that the server never waits for a client."""

import re
from dataclasses import dataclass

from gate.framing import END_OF_HEAD, FIELD, TOKEN, BadFraming, Body, Chunked, Counted, closes, length_of, values_of

KEPT = 2 * 1024 * 1024
"""Bytes of a body that are taken before the server hears of the request. It refuses bodies over 1 MB; that much more
is for the lines between chunks. What is larger goes to the server as it comes."""
LARGEST_HEAD = 512 * 1024
"""Bytes; the server has its own limit below it, and its own answer."""
_TARGET = rb"[\x21-\x7e]+"
_HEAD = re.compile(rb"(%b) (%b) HTTP/1\.([01])\r\n(?:%b)*\r\n" % (TOKEN, _TARGET, FIELD))
_BEGINNING = re.compile(
    rb"%b(?:\Z| (?:\Z|%b(?:\Z| (?:H?\Z|HTT?P?\Z|HTTP/1?\.?\Z|HTTP/1\.[01](?:\Z|\r(?:\Z|\n))))))" % (TOKEN, _TARGET)
)


class NotPlain(Exception):
    """What comes next is no request beyond doubt: the server shall judge it, byte for byte."""


@dataclass(slots=True)
class Request:
    """One request. `body` is as on the wire, so with its chunks; the rest of it follows unless `is_whole`."""

    method: bytes
    target: bytes
    head: bytes
    lowered: bytes
    """The head in lower case."""
    body: bytes = b""
    is_whole: bool = True
    was_continued: bool = False
    """Whether the gate has said "100 Continue" already."""

    @property
    def closes(self) -> bool:
        """Whether the client reads until the connection ends."""
        return closes(self.lowered, self.lowered.partition(b"\r\n")[0].endswith(b"/1.0"))


class RequestReader:
    """The bytes of one client, cut into requests."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._searched = 0
        self._request: Request | None = None
        self._body: Body = Counted(0)
        self._measured = 0
        """Bytes of the buffer that are known to belong to the body."""
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
        return len(self._buffer)

    def next(self) -> Request | None:
        """The next request, once it is whole or too large to be kept. Raises NotPlain."""
        if self._request is None and not self._read_head():
            return None
        if not (self._measure() or self._is_too_large()):
            return None
        return self._take_request()

    def wants_continue(self) -> bool:
        """Whether the client waits for a word before it sends the body. True once a request."""
        request = self._request
        if request is None or request.was_continued or b"\r\nexpect:" not in request.lowered:
            return False
        request.was_continued = values_of(request.lowered, b"expect") == [b"100-continue"]
        return request.was_continued

    def broken_off(self) -> Request | None:
        """The request whose body ends here without being whole; None in the middle of a head."""
        return self._take_request() if self._request is not None else None

    def more(self) -> tuple[bytes, bool]:
        """What came of the body of a request that wasn't whole, and whether that is all. Raises NotPlain."""
        data = bytes(self._buffer)
        taken = self._take(data)
        del self._buffer[:taken]
        return data[:taken], self._body.is_whole

    def raw(self) -> bytes:
        """Everything that isn't given away yet, as it came."""
        head = self._request.head if self._request is not None else b""
        data = head + bytes(self._buffer)
        self._buffer.clear()
        self._request = None
        return data

    def _read_head(self) -> bool:
        end = END_OF_HEAD.search(self._buffer, max(0, self._searched - 3))
        if end is None:
            self._searched = len(self._buffer)
            if self._buffer and (not _BEGINNING.match(self._buffer) or len(self._buffer) > LARGEST_HEAD):
                raise NotPlain
            return False
        self._request, self._body = _understand(bytes(self._buffer[: end.end()]))
        del self._buffer[: end.end()]
        self._searched = self._measured = 0
        return True

    def _measure(self) -> bool:
        """Whether the body is whole."""
        if not self._body.is_whole:
            self._measured += self._take(bytes(self._buffer[self._measured :]))
        return self._body.is_whole

    def _take(self, data: bytes) -> int:
        try:
            return self._body.take(data)
        except BadFraming as error:
            raise NotPlain from error

    def _is_too_large(self) -> bool:
        if self._measured > KEPT:
            return True
        # A client that asks first, with such a length, is refused by the server before it sends anything.
        request = self._request
        return request is not None and b"\r\nexpect:" in request.lowered and (_announced(request.lowered) or 0) > KEPT

    def _take_request(self) -> Request | None:
        request, self._request = self._request, None
        if request is not None:
            request.body = bytes(self._buffer[: self._measured])
            request.is_whole = self._body.is_whole
            del self._buffer[: self._measured]
            self._measured = 0
        return request


def _understand(head: bytes) -> tuple[Request, Body]:
    found = _HEAD.fullmatch(head)
    if found is None or found[1] == b"CONNECT":
        raise NotPlain
    lowered = head.lower()
    codings = values_of(lowered, b"transfer-encoding")
    length = _announced(lowered)
    if codings and (codings != [b"chunked"] or length is not None or found[3] == b"0"):
        raise NotPlain  # proxies and servers disagree over these, which is how requests are smuggled
    if len(values_of(lowered, b"host")) > 1:
        raise NotPlain
    return Request(found[1], found[2], head, lowered), Chunked() if codings else Counted(length or 0)


def _announced(lowered: bytes) -> int | None:
    try:
        return length_of(values_of(lowered, b"content-length"))
    except BadFraming as error:
        raise NotPlain from error
