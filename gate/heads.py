"""The head of a request: what a strict reader takes at once, what is mended first, and what is refused with its reason.

Whatever the server gets has the form that all servers read alike, so that gate and server never disagree (RFC 9112).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from contract.hints import Code
from gate.framing import FIELD, TOKEN, closes, values_of
from gate.unreadable import Unreadable, quoted

MOST_HEADERS = 99
"""The server takes 100, and one is the gate's."""
LARGEST_HEAD = 128 * 1024
"""Bytes."""
METHODS = {b"GET", b"POST", b"PUT", b"PATCH", b"DELETE", b"HEAD", b"OPTIONS", b"TRACE"}
_AUTHORITY = rb"(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?"
_TARGET = rb"/[\x21-\x7e]*|https?://%b(?:[/?][\x21-\x7e]*)?|\*" % _AUTHORITY
_PLAIN = re.compile(rb"(%b) (%b) HTTP/1\.([01])\r\n((?:%b)*)\r\n" % (TOKEN, _TARGET, FIELD))
_START = re.compile(rb"(%b) (.*) HTTP/([0-9]+(?:\.[0-9]+)?)" % TOKEN)
_BEGINNING = re.compile(rb"%b(?: |\Z)" % TOKEN)
_OLD_START = re.compile(rb"(?:GET|POST|HEAD) [^ ]*")
_A_TARGET = re.compile(_TARGET)
_LINE_ENDS = re.compile(rb"\r?\n")
_A_FIELD = re.compile(FIELD)
_SPACED = re.compile(rb"(%b)[ \t]+:" % TOKEN)
_FOR_ONE_WAY = re.compile(
    rb"(?i)\r\n(?:content-length|transfer-encoding|expect|upgrade|http2-settings|trailer|te):[^\r\n]*"
)
"""What the client and the gate settle between them."""
_TLS_HANDSHAKE = b"\x16\x03"


@dataclass(frozen=True, slots=True)
class Rules:
    """What is taken. `is_strict` refuses what a strict server may refuse, and what is otherwise mended."""

    largest_body: Callable[[bytes], int]
    """In bytes, by the target."""
    is_strict: bool = False


@dataclass(slots=True)
class Head:
    """`raw` is as it came, `plain` as it is passed on; `length` is in bytes, None where chunks tell the end."""

    raw: bytes
    plain: bytes
    lowered: bytes
    """`plain` in lower case."""
    method: bytes
    target: bytes
    is_old: bool
    """HTTP/1.0."""
    length: int | None
    waits: bool
    """Whether the client sends its body only when it hears that it may."""

    @property
    def closes(self) -> bool:
        """Whether the client reads until the connection ends."""
        return (self.is_old or b"\r\nconnection:" in self.lowered) and closes(self.lowered, self.is_old)

    @property
    def announced(self) -> int | None:
        """Bytes of the body; None where no Content-Length counts."""
        return self.length if b"\r\ncontent-length:" in self.lowered else None

    def value(self, name: bytes) -> str:
        """Of the first header of that name, as it was written; empty when there is none."""
        found = re.search(rb"\r\n%b:[ \t]*([^\r\n]*)" % re.escape(name), self.plain, re.IGNORECASE)
        return found[1].rstrip().decode("latin-1") if found else ""

    def with_length(self, size: int) -> bytes:
        """As the server gets it, with a body of so many bytes."""
        if self.length is not None and not self.waits and b"\r\nupgrade:" not in self.lowered:
            return self.plain
        rest = _FOR_ONE_WAY.sub(b"", self.plain)
        return b"%bContent-Length: %d\r\n\r\n" % (rest[:-2], size)


def read_head(raw: bytes, rules: Rules) -> Head:
    """Raises Unreadable."""
    found = _PLAIN.fullmatch(raw)
    plain = raw
    if found is None or found[1] not in METHODS:
        plain = _mended(raw, rules)
        found = _PLAIN.fullmatch(plain)
        if found is None:
            raise Unreadable(Code.WIRE_START, line=quoted(raw.partition(b"\n")[0]))
    lowered = plain.lower()
    is_old = found[3] == b"0"
    _check_headers(found[4], lowered, is_old, rules)
    length = _length(lowered, is_old, rules)
    if len(values_of(lowered, b"content-length")) > 1:
        plain = _with_one_length(plain, length)
    waits = b"\r\nexpect:" in lowered and values_of(lowered, b"expect") == [b"100-continue"]
    return Head(raw, plain, lowered, found[1], found[2], is_old, length, waits)


def judge_beginning(data: bytes) -> None:
    """Look at a head that isn't whole yet, for what can't become one. Raises Unreadable."""
    if data.startswith(_TLS_HANDSHAKE):
        raise Unreadable(Code.WIRE_TLS_ON_HTTP)
    if len(data) > LARGEST_HEAD:
        raise Unreadable(Code.WIRE_HEAD_LARGE, limit=LARGEST_HEAD)
    line, is_whole, _ = data.partition(b"\n")
    if is_whole:
        _judge_start(line.rstrip(b"\r"))
    elif not _BEGINNING.match(line):
        raise Unreadable(Code.WIRE_START, line=quoted(line))


def _mended(raw: bytes, rules: Rules) -> bytes:
    """As all servers read it. Raises Unreadable where nobody can say what was meant."""
    plain = _LINE_ENDS.sub(b"\r\n", raw)
    if plain != raw and rules.is_strict:
        raise Unreadable(Code.STRICT_LINE_ENDS)
    start, *fields = plain[:-4].split(b"\r\n")
    method = _judge_start(start)
    for line in fields:
        _judge_field(line)
    if method in METHODS or method.upper() not in METHODS or not method.islower():
        return plain
    if rules.is_strict:
        raise Unreadable(Code.STRICT_METHOD_CASE, method=quoted(method), expected=method.upper().decode())
    return method.upper() + plain[len(method) :]


def _judge_start(line: bytes) -> bytes:
    """The method of a request line. Raises Unreadable."""
    found = _START.fullmatch(line)
    if found is None:
        _refuse_start(line)
    if found[3] not in {b"1.0", b"1.1"}:
        raise Unreadable(Code.WIRE_VERSION, version=found[3].decode())
    if found[1] == b"CONNECT":
        raise Unreadable(Code.WIRE_PROXY)
    if not _A_TARGET.fullmatch(found[2]):
        raise Unreadable(Code.WIRE_TARGET, target=quoted(found[2]))
    return found[1]


def _refuse_start(line: bytes) -> NoReturn:
    if line.startswith(_TLS_HANDSHAKE):
        raise Unreadable(Code.WIRE_TLS_ON_HTTP)
    if _OLD_START.fullmatch(line):
        raise Unreadable(Code.WIRE_VERSION, version="0.9")
    raise Unreadable(Code.WIRE_START, line=quoted(line))


def _judge_field(line: bytes) -> None:
    if line[:1] in {b" ", b"\t"}:
        raise Unreadable(Code.WIRE_HEADER_FOLDED, line=quoted(line))
    spaced = _SPACED.match(line)
    if spaced:
        raise Unreadable(Code.WIRE_HEADER_SPACE, name=spaced[1].decode())
    if not _A_FIELD.fullmatch(line + b"\r\n"):
        raise Unreadable(Code.WIRE_HEADER, line=quoted(line))


def _check_headers(fields: bytes, lowered: bytes, is_old: bool, rules: Rules) -> None:
    count = fields.count(b"\n")
    if count > MOST_HEADERS:
        raise Unreadable(Code.WIRE_HEADERS, count=count, limit=MOST_HEADERS)
    hosts = lowered.count(b"\r\nhost:")
    if hosts > 1:
        raise Unreadable(Code.WIRE_HOSTS)
    if rules.is_strict and not hosts and not is_old:
        raise Unreadable(Code.STRICT_HOST)


def _length(lowered: bytes, is_old: bool, rules: Rules) -> int | None:
    """Of the body; None where it comes in chunks, 0 where nothing tells of one."""
    lengths = values_of(lowered, b"content-length")
    if b"\r\ntransfer-encoding:" not in lowered:
        return _counted(lengths, rules)
    codings = values_of(lowered, b"transfer-encoding")
    if codings != [b"chunked"] or is_old:
        raise Unreadable(Code.WIRE_CODING, received=quoted(b", ".join(codings)))
    if lengths and rules.is_strict:
        raise Unreadable(Code.STRICT_LENGTH_BESIDE_CHUNKS)
    return None


def _counted(lengths: list[bytes], rules: Rules) -> int:
    if not lengths:
        return 0
    values = {one.strip() for length in lengths for one in length.split(b",")}
    received = quoted(b", ".join(lengths))
    if any(not value.isdigit() or len(value) > 18 for value in values):
        raise Unreadable(Code.WIRE_LENGTH, received=received)
    if len(values) > 1:
        raise Unreadable(Code.WIRE_LENGTHS, received=received)
    if rules.is_strict and (len(lengths) > 1 or b"," in lengths[0]):
        raise Unreadable(Code.STRICT_LENGTH_TWICE, received=received)
    return int(values.pop())


def _with_one_length(plain: bytes, length: int | None) -> bytes:
    rest = re.sub(rb"(?i)\r\ncontent-length:[^\r\n]*", b"", plain)
    return rest if length is None else b"%bContent-Length: %d\r\n\r\n" % (rest[:-2], length)
