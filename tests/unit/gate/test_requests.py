"""Requests out of a client's bytes: whole, and in a form that all servers read alike."""

import pytest

from contract.hints import Code
from gate.requests import MOST_AROUND_CHUNKS, RequestReader
from gate.unreadable import Unreadable
from tests.unit.gate.reading import LARGEST, LENIENT, only, read

GET = b"GET /health HTTP/1.1\r\nHost: lab\r\n\r\n"
BODY = b'{"machine_id": "VM001"}\n\n'
POST = b"POST /a?b=%%20c HTTP/1.1\r\nHost: lab\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY
CHUNKED = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x\r\nde\r\n0\r\nX: 1\r\n\r\n"


def announcing(length: int, *headers: bytes) -> bytes:
    lines = b"".join(line + b"\r\n" for line in headers)
    return b"POST / HTTP/1.1\r\nContent-Length: %d\r\n%b\r\n" % (length, lines)


def passed_on(data: bytes) -> bytes:
    request = only(data)
    return b"".join(request.message(request.head.with_length(request.content.size)))


def refusal(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(data)
    return caught.value


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
def test_pipelined_requests_are_cut_apart(size: int) -> None:
    found = read(GET + POST + CHUNKED + GET, size)
    assert [(one.method, one.target, one.body) for one in found] == [
        (b"GET", b"/health", b""),
        (b"POST", b"/a?b=%20c", BODY),
        (b"POST", b"/", b"abcde"),
        (b"GET", b"/health", b""),
    ]


def test_what_is_plain_passes_as_it_came() -> None:
    assert passed_on(GET) == GET
    assert passed_on(POST) == POST


def test_chunks_become_a_length() -> None:
    assert passed_on(CHUNKED) == b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabcde"


def test_what_client_and_gate_settle_between_them_stays_there() -> None:
    head = announcing(2, b"Expect: 100-continue", b"Upgrade: h2c", b"HTTP2-Settings: AAMAAABk", b"X: 1")
    assert passed_on(head + b"{}") == b"POST / HTTP/1.1\r\nX: 1\r\nContent-Length: 2\r\n\r\n{}"


def test_a_request_waits_for_the_whole_of_its_body() -> None:
    assert read(POST[:-1]) == []
    assert read(CHUNKED[:-1]) == []


@pytest.mark.parametrize("end", range(1, len(GET)))
def test_every_beginning_of_a_request_may_become_one(end: int) -> None:
    assert read(GET[:end]) == []


def test_line_ends_too_many_after_a_body_are_passed_over() -> None:
    assert len(read(POST + b"\r\n\r\n" + GET)) == 2


def test_a_large_body_is_the_same_from_its_file() -> None:
    body = bytes(range(256)) * 1024
    assert read(announcing(len(body)) + body, 10_000)[0].body == body


def test_a_body_over_the_limit_is_refused_before_it_comes() -> None:
    refused = refusal(announcing(LARGEST + 1))
    assert (refused.code, refused.facts) == (Code.BODY_TOO_LARGE, {"limit": 1})
    assert refused.request is not None


def test_a_body_in_chunks_is_refused_when_it_gets_too_large() -> None:
    head = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert refusal(head + b"%x\r\n%b\r\n" % (LARGEST + 1, b"x" * (LARGEST + 1))).code is Code.BODY_TOO_LARGE
    extensions = b"1;%b\r\nx\r\n" % (b"a" * 8192)
    assert refusal(head + extensions * (MOST_AROUND_CHUNKS // 8192 + 1)).code is Code.BODY_TOO_LARGE


def test_a_broken_chunk_is_named_by_its_place() -> None:
    refused = refusal(b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nZZ\r\n")
    assert (refused.code, refused.facts) == (Code.WIRE_CHUNK, {"came": 3})


@pytest.mark.parametrize(
    ("data", "code", "facts"),
    [
        (GET[:-2], Code.WIRE_HEAD_SHORT, {"came": len(GET) - 2}),
        (POST[:-3], Code.WIRE_BODY_SHORT, {"announced": len(BODY), "came": len(BODY) - 3}),
        (CHUNKED[:-3], Code.WIRE_CHUNKS_SHORT, {"came": 5}),
    ],
)
def test_what_ends_early_says_how_much_came(data: bytes, code: Code, facts: dict[str, int]) -> None:
    reader = RequestReader(LENIENT)
    reader.feed(data)
    assert reader.next() is None
    ended = reader.ended_early()
    assert (ended.code, ended.facts) == (code, facts)


def test_a_head_that_is_late_says_what_there_was_time_for() -> None:
    reader = RequestReader(LENIENT)
    reader.feed(GET[:-2])
    assert reader.next() is None
    late = reader.out_of_time(60.0)
    assert (late.code, late.facts) == (Code.WIRE_HEAD_LATE, {"seconds": 60})


def test_a_client_that_waits_for_a_word_is_told_once() -> None:
    reader = RequestReader(LENIENT)
    reader.feed(announcing(5, b"Expect: 100-continue"))
    assert reader.next() is None
    assert [reader.wants_continue(), reader.wants_continue()] == [True, False]
    reader.feed(b"abcde")
    assert reader.next() is not None


def test_a_client_that_asks_with_too_large_a_body_is_refused_at_once() -> None:
    assert refusal(announcing(LARGEST + 1, b"Expect: 100-continue")).code is Code.BODY_TOO_LARGE
