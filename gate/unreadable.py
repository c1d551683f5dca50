"""What is no request that anybody could answer, and why; the explanation of each reason is in assets/hints.toml."""

from typing import TYPE_CHECKING, NamedTuple

from contract.finding import Fact
from contract.hints import Code
from contract.wire import Refused

if TYPE_CHECKING:
    from gate.requests import Request


class Answer(NamedTuple):
    """`detail` is filled in with the facts."""

    status: int
    detail: str


ANSWERS: dict[Code, Answer] = {
    Code.WIRE_TLS_ON_HTTP: Answer(400, "A TLS handshake came, but this port speaks plain HTTP"),
    Code.WIRE_HTTP_ON_TLS: Answer(400, "Plain HTTP came, but this port speaks TLS"),
    Code.WIRE_START: Answer(400, "The first line is no request line: {line}"),
    Code.WIRE_TARGET: Answer(400, "The target {target} is no valid part of a URL"),
    Code.WIRE_PROXY: Answer(405, "CONNECT is for proxies"),
    Code.WIRE_VERSION: Answer(505, "HTTP/{version} is not supported; HTTP/1.1 is"),
    Code.WIRE_HEADER_SPACE: Answer(400, "There is a space before the colon of the header {name}"),
    Code.WIRE_HEADER_FOLDED: Answer(400, "A header goes on in a second line: {line}"),
    Code.WIRE_HEADER: Answer(400, "This is no header: {line}"),
    Code.WIRE_HEADERS: Answer(431, "{count} headers are too many: at most {limit}"),
    Code.WIRE_HEAD_LARGE: Answer(431, "Request line and headers are too large: at most {limit} bytes"),
    Code.WIRE_HEAD_LATE: Answer(408, "The headers did not end within {seconds} s"),
    Code.WIRE_HEAD_SHORT: Answer(400, "The connection ended in the midst of the headers, after {came} bytes"),
    Code.WIRE_HOSTS: Answer(400, "There is more than one Host header"),
    Code.WIRE_LENGTH: Answer(400, "Content-Length is not a number: {received}"),
    Code.WIRE_LENGTHS: Answer(400, "Content-Length is there more than once, with different values: {received}"),
    Code.WIRE_CODING: Answer(501, "Transfer-Encoding {received} is not supported; chunked is"),
    Code.WIRE_CHUNK: Answer(400, "The chunked body is broken after {came} bytes"),
    Code.WIRE_BODY_LATE: Answer(408, "{announced} bytes were announced, {came} came in time"),
    Code.WIRE_BODY_SHORT: Answer(400, "{announced} bytes were announced, {came} came"),
    Code.WIRE_CHUNKS_LATE: Answer(408, "The last chunk did not come in time, after {came} bytes"),
    Code.WIRE_CHUNKS_SHORT: Answer(400, "The connection ended before the last chunk, after {came} bytes"),
    Code.BODY_TOO_LARGE: Answer(413, "Body is too large: at most {limit} MB"),
    Code.STRICT_LINE_ENDS: Answer(400, "Lines end with LF alone; CRLF is required"),
    Code.STRICT_HOST: Answer(400, "The Host header is missing"),
    Code.STRICT_LENGTH_BESIDE_CHUNKS: Answer(400, "Content-Length stands beside Transfer-Encoding: chunked"),
    Code.STRICT_LENGTH_TWICE: Answer(400, "Content-Length is there more than once: {received}"),
    Code.STRICT_METHOD_CASE: Answer(405, "{method} is no method; {expected} is"),
    # Nobody hears these.
    Code.WIRE_TLS_ENDED: Answer(0, "The client ended the TLS handshake"),
    Code.WIRE_TLS_FAILED: Answer(0, "The TLS handshake failed: {reason}"),
    Code.WIRE_TLS_LATE: Answer(0, "The TLS handshake did not end within {seconds} s"),
}
LONGEST_QUOTED = 100
"""Characters."""


class Unreadable(Exception):
    """`request` is what came of one, where its head at least could be read; `raw` is what was not read."""

    def __init__(self, code: Code, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
        self.request: Request | None = None
        self.raw = b""

    def refused(self) -> Refused:
        """As it is told to the server."""
        status, detail = ANSWERS[self.code]
        return Refused(status, self.code, detail.format(**self.facts), self.facts)


def quoted(data: bytes) -> str:
    r"""In printable ASCII, as \x16\x03\x01, and not too long."""
    text = "".join(chr(byte) if 0x20 <= byte < 0x7F and byte != 0x5C else f"\\x{byte:02x}" for byte in data)
    return text if len(text) <= LONGEST_QUOTED else text[:LONGEST_QUOTED] + "..."
