"""Answers out of a server's bytes: head, directive, end."""

import pytest

from contract.wire import Action, Directive
from gate.answers import AnswerReader
from gate.origin import OwnServer, Place

ORIGIN = OwnServer(Place("127.0.0.1", 8000), "secret")
DIRECTIVE = Directive(Action.CUT, bytes=5, note="mall")
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nWiki"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nWiki\r\n0\r\n\r\n"
WITHOUT_BODY = b"HTTP/1.1 %d -\r\nContent-Length: 4\r\n\r\n"


def reader(method: bytes = b"GET") -> AnswerReader:
    return AnswerReader(method, ORIGIN.take_directive)


@pytest.mark.parametrize("answer", [OK, CHUNKED])
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_an_answer_passes_unchanged_to_its_end(answer: bytes, size: int) -> None:
    one = reader()
    pieces = [answer[start : start + size] for start in range(0, len(answer), size)]
    assert b"".join(map(one.feed, pieces)) == answer
    assert one.is_whole


@pytest.mark.parametrize(("method", "status"), [(b"HEAD", 200), (b"GET", 204), (b"GET", 304), (b"GET", 101)])
def test_answers_without_a_body(method: bytes, status: int) -> None:
    one = reader(method)
    assert one.feed(WITHOUT_BODY % status) == WITHOUT_BODY % status
    assert one.is_whole


def test_an_answer_without_a_length_ends_with_its_connection() -> None:
    one = reader()
    assert one.feed(b"HTTP/1.0 200 OK\r\n\r\nWiki") == b"HTTP/1.0 200 OK\r\n\r\nWiki"
    assert (one.is_whole, one.ends_with_connection) == (False, True)


def test_words_in_between_come_before_the_answer() -> None:
    one = reader()
    assert one.feed(b"HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n" + OK) == OK
    assert one.interim == b"HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n"


def test_100_continue_is_the_gates_own_word() -> None:
    one = reader(b"POST")
    one.feed(b"HTTP/1.1 100 Continue\r\n\r\n" + OK)
    assert one.interim == b""


def test_what_comes_after_the_end_is_kept_apart() -> None:
    one = reader()
    assert one.feed(OK + b"more") == OK
    assert one.beyond == b"more"


def test_an_order_is_taken_out_of_the_head() -> None:
    one = reader()
    line = b"\r\nlab-wire: " + DIRECTIVE.format().encode()
    assert one.feed(OK.replace(b"\r\nContent", line + b"\r\nContent", 1)) == OK
    assert one.head is not None
    assert one.head.directive == DIRECTIVE


def test_an_order_in_a_body_is_none() -> None:
    one = reader()
    body = b"\r\nLab-Wire: lose seconds=0 bytes=0 note=\r\n"
    one.feed(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    assert one.head is not None
    assert one.head.directive is None


@pytest.mark.parametrize(
    ("start", "header", "closes"),
    [
        (b"HTTP/1.1", b"", False),
        (b"HTTP/1.1", b"Connection: Close\r\n", True),
        (b"HTTP/1.0", b"", True),
        (b"HTTP/1.0", b"connection: keep-alive\r\n", False),
    ],
)
def test_whether_the_connection_ends_with_the_answer(start: bytes, header: bytes, closes: bool) -> None:
    one = reader()
    one.feed(start + b" 200 OK\r\n" + header + b"Content-Length: 0\r\n\r\n")
    assert one.head is not None
    assert one.head.closes is closes
