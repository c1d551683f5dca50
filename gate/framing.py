"""Where a message of HTTP/1.1 ends (RFC 9112, 6): heads and bodies on the wire, without the wire."""

import re
from collections.abc import Callable
from typing import Protocol

END_OF_HEAD = re.compile(rb"\n\r?\n")
LINE_END = b"\r\n"
TOKEN = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
FIELD = rb"%b:[\t\x20-\x7e\x80-\xff]*\r\n" % TOKEN
"""A line of a head or a trailer."""
_SIZE = re.compile(rb"([0-9a-fA-F]{1,15})(?:;[\t\x20-\x7e\x80-\xff]*)?[ \t]*\r\n")
_FIELD = re.compile(FIELD)
LONGEST_LINE = 16 * 1024
"""Bytes of a line between chunks, with its extensions."""


Sink = Callable[[bytes], object]
"""Who wants the bytes of a body, without what is around its chunks."""


def _nowhere(_: bytes) -> None:
    """Where nobody wants them."""


class BadFraming(Exception):
    """Nobody can say where this message ends."""


class Body(Protocol):
    """Counts the bytes of one body as they come."""

    is_whole: bool

    def take(self, data: bytes) -> int:
        """How many of these bytes still belong to the body. Raises BadFraming."""


class Counted:
    """A body with a length, which may be 0."""

    def __init__(self, length: int, sink: Sink = _nowhere) -> None:
        self._left = length
        self._sink = sink
        self.is_whole = length == 0

    def take(self, data: bytes) -> int:
        taken = min(self._left, len(data))
        self._sink(data[:taken])
        self._left -= taken
        self.is_whole = self._left == 0
        return taken


class UntilClose:
    """A body that ends with its connection."""

    is_whole = False

    def take(self, data: bytes) -> int:
        return len(data)


class Chunked:
    """A body in chunks (RFC 9112, 7.1), with extensions and trailers."""

    def __init__(self, sink: Sink = _nowhere) -> None:
        self.is_whole = False
        self._sink = sink
        self._left = 0
        """Bytes of the present chunk."""
        self._is_chunk_open = False
        """Whether its line end is still to come."""
        self._line = b""
        self._in_trailers = False

    def take(self, data: bytes) -> int:
        position = 0
        while position < len(data) and not self.is_whole:
            if self._left:
                position += self._pass(data, position)
            else:
                position = self._read_line(data, position)
        return position

    def _pass(self, data: bytes, position: int) -> int:
        passed = min(self._left, len(data) - position)
        self._sink(data[position : position + passed])
        self._left -= passed
        return passed

    def _read_line(self, data: bytes, position: int) -> int:
        """Where the bytes go on after this line, or after the part of it that is there."""
        end = data.find(b"\n", position) + 1
        self._line += data[position : end or len(data)]
        if len(self._line) > LONGEST_LINE:
            raise BadFraming
        if end:
            self._understand(self._line)
            self._line = b""
        return end or len(data)

    def _understand(self, line: bytes) -> None:
        if self._is_chunk_open:
            self._end_chunk(line)
        elif self._in_trailers:
            self._read_trailer(line)
        else:
            self._begin_chunk(line)

    def _begin_chunk(self, line: bytes) -> None:
        size = _SIZE.fullmatch(line)
        if size is None:
            raise BadFraming
        self._left = int(size[1], 16)
        self._is_chunk_open = self._left > 0
        self._in_trailers = self._left == 0

    def _end_chunk(self, line: bytes) -> None:
        if line != LINE_END:
            raise BadFraming
        self._is_chunk_open = False

    def _read_trailer(self, line: bytes) -> None:
        self.is_whole = line == LINE_END
        if not self.is_whole and not _FIELD.fullmatch(line):
            raise BadFraming


def values_of(lowered: bytes, name: bytes) -> list[bytes]:
    """The values of a header, each time that it occurs; head and name in lower case."""
    parts = lowered.split(b"\r\n" + name + b":")[1:]
    return [part.partition(b"\r\n")[0].strip(b" \t") for part in parts]


def closes(lowered: bytes, is_old: bool) -> bool:
    """Whether a message ends its connection, as far as its head says; HTTP/1.0 does so unless asked otherwise."""
    words = {word.strip() for value in values_of(lowered, b"connection") for word in value.split(b",")}
    return b"close" in words or (is_old and b"keep-alive" not in words)


def length_of(values: list[bytes]) -> int | None:
    """What Content-Length says; None when it isn't there. Raises BadFraming."""
    if not values:
        return None
    if len(values) > 1 or not values[0].isdigit() or len(values[0]) > 18:
        raise BadFraming
    return int(values[0])


def unchunk(body: bytes) -> bytes:
    """What a whole body says without its chunks. Raises BadFraming."""
    data = bytearray()
    position = 0
    while size := _SIZE.match(body, position):
        length = int(size[1], 16)
        if length == 0:
            return bytes(data)
        data += body[size.end() : size.end() + length]
        position = size.end() + length + 2
    raise BadFraming
