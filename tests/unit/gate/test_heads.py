"""Heads of requests: what is mended, what is refused, and why."""

from typing import Any

import pytest

from contract.hints import Code
from gate.heads import LARGEST_HEAD, MOST_HEADERS
from gate.unreadable import ANSWERS, Unreadable
from tests.unit.gate.reading import LENIENT, STRICT, only, read

MENDED: list[tuple[Code, bytes, bytes]] = [
    (Code.STRICT_LINE_ENDS, b"GET / HTTP/1.1\nHost: lab\n\n", b"GET / HTTP/1.1\r\nHost: lab\r\n\r\n"),
    (Code.STRICT_METHOD_CASE, b"get / HTTP/1.1\r\nHost: lab\r\n\r\n", b"GET / HTTP/1.1\r\nHost: lab\r\n\r\n"),
    (Code.STRICT_HOST, b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n"),
    (
        Code.STRICT_LENGTH_TWICE,
        b"POST / HTTP/1.1\r\nHost: lab\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx",
        b"POST / HTTP/1.1\r\nHost: lab\r\nContent-Length: 1\r\n\r\nx",
    ),
    (
        Code.STRICT_LENGTH_BESIDE_CHUNKS,
        b"POST / HTTP/1.1\r\nHost: lab\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: lab\r\nContent-Length: 1\r\n\r\nx",
    ),
]
POST = b"POST / HTTP/1.1\r\nHost: lab\r\n%b\r\n\r\n"
REFUSED: list[tuple[Code, bytes, dict[str, Any]]] = [
    (Code.WIRE_TLS_ON_HTTP, b"\x16\x03\x01\x02\x00", {}),
    (Code.WIRE_START, b'id": "VM001"}\r\n', {"line": 'id": "VM001"}'}),
    (Code.WIRE_START, b"\xff\xfe", {"line": "\\xff\\xfe"}),
    (Code.WIRE_TARGET, b"GET /a b HTTP/1.1\r\n", {"target": "/a b"}),
    (Code.WIRE_TARGET, b"GET /\xc4\xe3 HTTP/1.1\r\n", {"target": "/\\xc4\\xe3"}),
    (Code.WIRE_TARGET, b"GET health HTTP/1.1\r\n", {"target": "health"}),
    (Code.WIRE_TARGET, b"GET http:///health HTTP/1.1\r\n", {"target": "http:///health"}),
    (Code.WIRE_TARGET, b"GET http://[::1/health HTTP/1.1\r\n", {"target": "http://[::1/health"}),
    (Code.WIRE_TARGET, b"GET  HTTP/1.1\r\n", {"target": ""}),
    (Code.WIRE_PROXY, b"CONNECT lab:80 HTTP/1.1\r\n", {}),
    (Code.WIRE_VERSION, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {"version": "2.0"}),
    (Code.WIRE_VERSION, b"GET /health\r\n", {"version": "0.9"}),
    (Code.WIRE_HEADER_SPACE, POST % b"X : 1", {"name": "X"}),
    (Code.WIRE_HEADER_FOLDED, POST % b"X: 1\r\n 2", {"line": " 2"}),
    (Code.WIRE_HEADER, POST % b"nothing", {"line": "nothing"}),
    (Code.WIRE_HEADERS, POST % b"\r\n".join([b"X: 1"] * MOST_HEADERS), {"count": MOST_HEADERS + 1, "limit": 99}),
    (Code.WIRE_HEAD_LARGE, b"GET /" + b"a" * LARGEST_HEAD, {"limit": LARGEST_HEAD}),
    (Code.WIRE_HOSTS, POST % b"Host: other", {}),
    (Code.WIRE_LENGTH, POST % b"Content-Length: -5", {"received": "-5"}),
    (Code.WIRE_LENGTH, POST % b"Content-Length: 99999999999999999999", {"received": "99999999999999999999"}),
    (Code.WIRE_LENGTHS, POST % b"Content-Length: 5\r\nContent-Length: 6", {"received": "5, 6"}),
    (Code.WIRE_CODING, POST % b"Transfer-Encoding: gzip, chunked", {"received": "gzip, chunked"}),
    (Code.WIRE_CODING, b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", {"received": "chunked"}),
]


def refusal(data: bytes, rules: Any = LENIENT) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(data, rules=rules)
    return caught.value


@pytest.mark.parametrize(("code", "data", "passed"), MENDED)
def test_what_boards_write_is_mended(code: Code, data: bytes, passed: bytes) -> None:  # noqa: ARG001 (the other test's)
    request = only(data)
    assert b"".join(request.message(request.head.with_length(request.content.size))) == passed


@pytest.mark.parametrize(("code", "data", "passed"), MENDED)
def test_a_strict_server_refuses_that(code: Code, data: bytes, passed: bytes) -> None:  # noqa: ARG001 (likewise)
    assert refusal(data, STRICT).code is code


@pytest.mark.parametrize(("code", "data", "facts"), REFUSED)
def test_what_nobody_can_read_is_refused_with_its_reason(code: Code, data: bytes, facts: dict[str, Any]) -> None:
    refused = refusal(data)
    assert (refused.code, refused.facts) == (code, facts)
    assert refused.refused().detail, "the facts fill the detail in"


@pytest.mark.parametrize("target", [b"/?q=<1>", b"*", b"http://lab:8000/health", b"https://[::1]", b"http://lab?q"])
def test_targets_that_a_server_takes(target: bytes) -> None:
    assert only(b"GET %b HTTP/1.1\r\nHost: lab\r\n\r\n" % target).target == target


def test_as_many_headers_as_the_server_takes() -> None:
    assert only(POST % b"\r\n".join([b"X: 1"] * (MOST_HEADERS - 1)))


@pytest.mark.parametrize("ends", [b"\r\n", b"\n"])
def test_a_length_said_twice_in_one_header_counts_once(ends: bytes) -> None:
    data = ends.join([b"POST / HTTP/1.1", b"Host: lab", b"Content-Length: 1, 1", b"", b"x"])
    assert only(data).body == b"x"


def test_each_reason_has_a_status_of_an_error_or_is_for_nobody() -> None:
    assert all(answer.status == 0 or 400 <= answer.status < 600 for answer in ANSWERS.values())
