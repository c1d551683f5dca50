"""Messages of HTTP/1.1 in parts, each with what proxies and servers are known to disagree about in its place."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hypothesis import strategies as st


class Part(NamedTuple):
    """Some bytes of a message, and what may stand there instead."""

    right: bytes
    wrong: tuple[bytes, ...] = ()


Message = list[Part]
Framing = tuple[Message, Message]
"""What a head says of its body, and the body."""
END = Part(b"\r\n", (b"\n", b"\r", b"\r\r\n", b"\r\n ", b"", b"\r\n\r\n"))
END_OF_START = Part(b"\r\n", (b"\n", b"\r", b"\r\r\n", b"\r\n ", b""))
SPACE = Part(b" ", (b"  ", b"\t", b""))
HOST = Part(b"Host: lab\r\n", (b"Host: lab\r\nHost: b\r\n", b"HOST:\r\n"))
"""Always there: h11 minds when it is missing, but that is no matter of framing, and the server's to judge."""


def parts(rights: Sequence[bytes], *wrong: bytes) -> list[Part]:
    return [Part(right, wrong) for right in rights]


METHODS = parts([b"GET", b"POST", b"HEAD"], b"", b"get ", b"G\x00T", b"CONNECT", b"\r\nGET", b"\xe4")
TARGETS = parts([b"/", b"/a?b=%20c", b"*", b"http://lab/"], b"", b"/a b", b"/\xe4\xb8\xad", b"/\x01", b"/\x7f", b"/\t")
VERSIONS = parts([b"HTTP/1.1", b"HTTP/1.0"], b"HTTP/2.0", b"HTTP/1.2", b"http/1.1", b"HTTP/1.1 ", b"HTTP/1")
STATUSES = parts(
    [b"200 OK", b"200 ", b"404 Not Found", b"204 No Content", b"304 Not Modified", b"201"],
    *(b"2000 OK", b"20 OK", b" 200 OK", b"200 \x00", b"200 \xe4\xb8\xad"),
)
NAMES = parts([b"X-Any", b"Connection", b"Trailer", b"Expect"], b"", b" X", b"X ", b"H\xe4", b"H(o)", b"X\x00")
VALUES = parts(
    [b"lab", b"", b" close", b" keep-alive\t", b"\t", b"\xe4\xb8\xad", b"a b"],
    *(b"\x00", b"\x0b", b"a\x0cb", b"\x7f", b"\r", b"\n", b"\x1f"),
)
NO_LENGTHS = (b"+5", b"-5", b"5, 5", b"0x5", b"5 a", b"5_0", b"", b"\xb2")
CODINGS = parts([b"chunked", b" Chunked "], b"gzip, chunked", b"identity", b"chunked, chunked", b"", b"\x0bchunked")
SIZES = (b"%x", b"%X", b"00%x", b"%x;a=b", b"%x \t", b"%x;")
NO_SIZES = (b"%x ;a", b" %x", b"+%x", b"0x%x", b"%x;\n", b"-%x", b"")
TRAILERS = parts([b"", b"X: 1\r\n", b"Y:\r\nZ: 2\r\n"], b"no trailer\r\n", b"Z: 1\n", b" : \r\n", b"\x00: 1\r\n")
BEYOND = Part(b"", (b"Content-Length: 3\r\n", b"Transfer-Encoding: chunked\r\n"))
BODILESS: Framing = ([], [])


def field(name: Part, value: Part) -> Message:
    return [name, Part(b":"), value, END]


def counted(body: bytes) -> Framing:
    length = Part(str(len(body)).encode(), NO_LENGTHS)
    return [Part(b"Content-Length: "), length, END, BEYOND], [Part(body, (body + b"x", body[1:]))]


def chunked(coding: Part, chunks: Sequence[tuple[bytes, bytes]], trailer: Part) -> Framing:
    """Each chunk as the form of its size, and its data."""
    body = [part for size, data in chunks for part in chunk(size, data)]
    last = [Part(b"0", (b"", b"0 ;a", b"-0")), END, trailer, END]
    return [Part(b"Transfer-Encoding: "), coding, END, BEYOND], [*body, *last]


def chunk(size: bytes, data: bytes) -> Message:
    wrong = tuple(one.replace(b"%x", b"%x" % len(data)) for one in NO_SIZES)
    return [Part(size % len(data), wrong), END, Part(data, (data + b"x", data[1:])), END]


def request(method: Part, target: Part, version: Part, fields: Sequence[Message], framing: Framing) -> Message:
    head = [part for one in fields for part in one]
    return [method, SPACE, target, SPACE, version, END_OF_START, HOST, *head, *framing[0], END, *framing[1]]


def answer(version: Part, status: Part, fields: Sequence[Message], framing: Framing) -> Message:
    head = [part for one in fields for part in one]
    return [version, SPACE, status, END, *head, *framing[0], END, *framing[1]]


def each_part_spoilt(message: Message) -> Iterator[bytes]:
    for at, part in enumerate(message):
        for wrong in part.wrong:
            yield b"".join(wrong if at == number else one.right for number, one in enumerate(message))


CHUNKS = st.lists(st.tuples(st.sampled_from(SIZES), st.binary(min_size=1, max_size=20)), max_size=2)
FRAMINGS = st.one_of(
    st.just(BODILESS),
    st.builds(counted, st.binary(max_size=12)),
    st.builds(chunked, st.sampled_from(CODINGS), CHUNKS, st.sampled_from(TRAILERS)),
)
FIELDS = st.lists(st.builds(field, st.sampled_from(NAMES), st.sampled_from(VALUES)), max_size=2)
REQUESTS = st.builds(
    request, st.sampled_from(METHODS), st.sampled_from(TARGETS), st.sampled_from(VERSIONS), FIELDS, FRAMINGS
)
ANSWERS = st.builds(answer, st.sampled_from(VERSIONS), st.sampled_from(STATUSES), FIELDS, FRAMINGS)


@st.composite
def streams(draw: st.DrawFn, message: st.SearchStrategy[Message], most: int = 3) -> list[bytes]:
    """Messages one after another, with at most two parts spoilt, cut anywhere."""
    all_parts = [part for one in draw(st.lists(message, min_size=1, max_size=most)) for part in one]
    spoilt = draw(st.sets(st.integers(0, len(all_parts) - 1), max_size=2))
    data = b"".join(
        draw(st.sampled_from(part.wrong or (part.right,))) if at in spoilt else part.right
        for at, part in enumerate(all_parts)
    )
    data = data[: len(data) - draw(st.sampled_from([0, 0, 0, 1, 2, 5]))]
    cuts = sorted(draw(st.sets(st.integers(0, len(data)), max_size=4)))
    return [data[start:end] for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True)]


def in_bytes(data: bytes) -> list[bytes]:
    return [data[at : at + 1] for at in range(len(data))]


SOME_CHUNKS = [(size, b"some data") for size in SIZES]
SAMPLES: dict[str, Framing] = {
    "no body": BODILESS,
    "a length": counted(b"12345"),
    "chunks": chunked(CODINGS[0], SOME_CHUNKS, TRAILERS[0]),
    "chunks and trailers": chunked(CODINGS[1], SOME_CHUNKS[:1], TRAILERS[2]),
}
SOME_FIELDS = [field(NAMES[0], VALUES[0]), field(NAMES[0], VALUES[5])]
