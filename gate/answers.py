"""An answer as it comes out of the server's bytes: its head, what the server asks of the gate, and its end."""

from collections.abc import Callable
from dataclasses import dataclass

from contract.wire import Directive
from gate.framing import END_OF_HEAD, BadFraming, Body, Chunked, Counted, UntilClose, closes, length_of, values_of

SWITCHING_PROTOCOLS = 101
TakeDirective = Callable[[bytes], tuple[bytes, Directive | None]]
"""From the head of an answer to the head as the client shall see it, and the directive that it held."""


@dataclass(slots=True)
class AnswerHead:
    """`raw` is what the client sees of it."""

    status: int
    raw: bytes
    directive: Directive | None

    @property
    def closes(self) -> bool:
        """Whether the connection ends with this answer, as far as its head says."""
        return closes(self.raw.lower(), self.raw.startswith(b"HTTP/1.0"))


class AnswerReader:
    """Follows one answer. Bytes of its head are held back until all of it is there."""

    def __init__(self, method: bytes, take_directive: TakeDirective) -> None:
        self.head: AnswerHead | None = None
        self.interim = b""
        """Words in between, such as "103 Early Hints", since this was last emptied."""
        self.beyond = b""
        """What the server sent after the end, which belongs to no answer."""
        self._method = method
        self._take_directive = take_directive
        self._held = b""
        self._body: Body = UntilClose()

    @property
    def is_whole(self) -> bool:
        return self._body.is_whole

    @property
    def ends_with_connection(self) -> bool:
        return self.head is not None and isinstance(self._body, UntilClose)

    def feed(self, data: bytes) -> bytes:
        """What of the answer the client may see now."""
        if self.head is not None:
            return self._of_body(data)
        self._held += data
        while self.head is None and (end := END_OF_HEAD.search(self._held)):
            raw, self._held = self._held[: end.end()], self._held[end.end() :]
            self._understand(raw)
        if self.head is None:
            return b""
        rest, self._held = self._held, b""
        return self.head.raw + self._of_body(rest)

    def _understand(self, raw: bytes) -> None:
        status = int(raw[9:12]) if raw[9:12].isdigit() else 0
        if 100 <= status < 200 and status != SWITCHING_PROTOCOLS:
            if status != 100:  # the gate says that itself
                self.interim += raw
            return
        self._body = _body_of(self._method, status, raw.lower())
        self.head = AnswerHead(status, *self._take_directive(raw))

    def _of_body(self, data: bytes) -> bytes:
        try:
            taken = self._body.take(data)
        except BadFraming:
            self._body = UntilClose()
            return data
        if taken < len(data):
            self.beyond += data[taken:]
        return data[:taken]


def _body_of(method: bytes, status: int, lowered: bytes) -> Body:
    """RFC 9112, 6.3."""
    if method == b"HEAD" or status in {SWITCHING_PROTOCOLS, 204, 304}:
        return Counted(0)
    codings = values_of(lowered, b"transfer-encoding")
    if codings:
        return Chunked() if codings == [b"chunked"] else UntilClose()
    try:
        length = length_of(values_of(lowered, b"content-length"))
    except BadFraming:
        return UntilClose()
    return UntilClose() if length is None else Counted(length)
