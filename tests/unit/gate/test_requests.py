"""Requests out of a client's bytes: whole, or left to the server to judge."""

import pytest

from gate.requests import KEPT, LARGEST_HEAD, NotPlain, Request, RequestReader

GET = b"GET /health HTTP/1.1\r\nHost: lab\r\n\r\n"
BODY = b'{"machine_id": "VM001"}\n\n'
POST = b"POST /a?b=%%20c HTTP/1.1\r\nHost: lab\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY
CHUNKED = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"


def read(data: bytes, size: int = 1 << 20) -> list[bytes]:
    """The requests in these bytes, which arrive in pieces."""
    reader, found = RequestReader(), list[bytes]()
    for start in range(0, len(data), size):
        reader.feed(data[start : start + size])
        while request := reader.next():
            found.append(request.head + request.body)
    return found


def only(data: bytes) -> Request:
    reader = RequestReader()
    reader.feed(data)
    request = reader.next()
    assert request is not None
    return request


def announcing(length: int, *headers: bytes) -> bytes:
    lines = b"".join(line + b"\r\n" for line in headers)
    return b"POST / HTTP/1.1\r\nContent-Length: %d\r\n%b\r\n" % (length, lines)


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
def test_pipelined_requests_are_cut_apart(size: int) -> None:
    assert read(GET + POST + CHUNKED + GET, size) == [GET, POST, CHUNKED, GET]


def test_method_and_target_are_as_on_the_wire() -> None:
    request = only(POST)
    assert (request.method, request.target, request.body, request.is_whole) == (b"POST", b"/a?b=%20c", BODY, True)


def test_a_request_waits_for_the_whole_of_its_body() -> None:
    assert read(POST[:-1]) == []
    assert read(CHUNKED[:-1]) == []


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.1\nHost: lab\n\n",
        b"\r\nGET / HTTP/1.1\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00",
        b'id": "VM001"}',
        b"GET / HTTP/1.1\r\nHost : lab\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: 1\r\n folded\r\n\r\n",
        b"CONNECT lab:80 HTTP/1.1\r\n\r\n",
        announcing(5, b"Content-Length: 5"),
        announcing(5, b"Transfer-Encoding: chunked"),
        b"POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        b"GET /" + b"a" * LARGEST_HEAD,
    ],
)
def test_what_proxies_and_servers_may_read_differently_is_left_to_the_server(data: bytes) -> None:
    reader = RequestReader()
    reader.feed(data)
    with pytest.raises(NotPlain):
        reader.next()
    assert reader.raw() == data


@pytest.mark.parametrize("end", range(1, len(GET)))
def test_every_beginning_of_a_request_may_become_one(end: int) -> None:
    assert read(GET[:end]) == []


def test_a_body_too_large_to_be_kept_is_given_away_as_it_comes() -> None:
    reader = RequestReader()
    reader.feed(announcing(KEPT + 10) + b"a" * KEPT)
    assert reader.next() is None
    reader.feed(b"b")
    request = reader.next()
    assert request is not None
    assert (len(request.body), request.is_whole) == (KEPT + 1, False)
    reader.feed(b"c" * 9 + GET)
    assert reader.more() == (b"c" * 9, True)
    assert reader.next() is not None


def test_a_client_that_waits_for_a_word_is_told_once() -> None:
    reader = RequestReader()
    reader.feed(announcing(5, b"Expect: 100-continue"))
    assert reader.next() is None
    assert [reader.wants_continue(), reader.wants_continue()] == [True, False]
    reader.feed(b"abcde")
    request = reader.next()
    assert request is not None
    assert request.was_continued


def test_a_client_that_asks_with_too_large_a_body_is_left_to_the_server() -> None:
    request = only(announcing(KEPT + 1, b"Expect: 100-continue"))
    assert (request.is_whole, request.was_continued) == (False, False)


def test_a_body_that_breaks_off_is_given_away_as_it_is() -> None:
    reader = RequestReader()
    reader.feed(POST[:-3])
    assert reader.next() is None
    broken = reader.broken_off()
    assert broken is not None
    assert broken.body == BODY[:-3]
