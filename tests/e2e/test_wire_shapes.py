"""Requests as real clients put them on the wire, byte for byte, and what comes back from the real server."""

import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.e2e.processes import Running
from tests.e2e.wire import Answer, Wire, chunked, chunked_head, request

CREATE = "/api/vending/create-session"
BODY = b'{"machine_id": "VM001"}'
TOO_LARGE = b'{"machine_id": "' + b"V" * (2 << 20) + b'"}'
HEALTH = request("GET", "/health", Content_Type=None, Content_Length=None)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder: Path = tmp_path_factory.mktemp("wire")
    words = ("run_backend.py", "--control", "--port", "0", "--rate-limit", "off")
    with Running(*words, environment={"PIMPMYCASE_LAB_STATE": str(folder)}) as backend:
        yield urlsplit(json.loads(backend.line())["address"]).port or 0


@pytest.fixture
def wire(port: int) -> Iterator[Wire]:
    with Wire(port) as connection:
        yield connection


def create(**changed: Any) -> bytes:
    return request("POST", CREATE, **changed)


def is_session(answer: Answer) -> bool:
    return answer[0] == 200 and answer[1]["success"] is True and answer[1]["session_id"].startswith("VM001_")


def is_healthy(answer: Answer) -> bool:
    return answer[0] == 200 and answer[1]["status"] == "healthy"


def is_error(answer: Answer, status: int) -> bool:
    """The guides' error shape."""
    document = answer[1]
    return (
        answer[0] == status
        and isinstance(document["detail"], str)
        and {"validation_errors", "timestamp"} <= set(document)
    )


def sessions(port: int) -> int:
    with Wire(port) as other:
        return int(other.send(HEALTH).answer()[1]["metrics"]["active_sessions"])


def test_chunks(wire: Wire) -> None:
    assert is_session(wire.send(chunked_head(CREATE), chunked(BODY)).answer())


def test_chunks_that_arrive_byte_by_byte(wire: Wire) -> None:
    wire.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    wire.send(chunked_head(CREATE), *(bytes([byte]) for byte in chunked(BODY)))
    assert is_session(wire.answer())


def test_chunks_with_extensions_and_a_trailer(wire: Wire) -> None:
    wire.send(chunked_head(CREATE), b"17;name=value\r\n%s\r\n0\r\nX-Checksum: 1\r\n\r\n" % BODY)
    assert is_session(wire.answer())


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (create(Content_Length=len(BODY), Expect="100-continue"), BODY),
        (chunked_head(CREATE, Expect="100-continue"), chunked(BODY)),
    ],
    ids=["with a length", "chunked"],
)
def test_a_client_that_waits_for_100_continue(wire: Wire, head: bytes, body: bytes) -> None:
    assert wire.send(head).head() == (100, {})
    assert is_session(wire.send(body).answer())


def test_a_byte_order_mark(wire: Wire) -> None:
    assert is_session(wire.send(create(body=b"\xef\xbb\xbf" + BODY)).answer())


def test_lower_case_headers(wire: Wire) -> None:
    head = (
        f"POST {CREATE} HTTP/1.1\r\nhost: lab\r\ncontent-type: application/json\r\ncontent-length: {len(BODY)}\r\n\r\n"
    )
    assert is_session(wire.send(head.encode(), BODY).answer())


def test_a_head_that_arrives_byte_by_byte(wire: Wire) -> None:
    wire.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    assert is_session(wire.send(*(bytes([byte]) for byte in create(body=BODY))).answer())


def test_many_calls_on_one_connection(wire: Wire) -> None:
    answers = [wire.send(create(body=BODY)).answer() for _ in range(50)]
    assert all(map(is_session, answers))


def test_pipelined_calls_are_answered_in_their_order(wire: Wire) -> None:
    wire.send(create(body=BODY) + HEALTH + create(body=BODY))
    assert [is_session(wire.answer()), is_healthy(wire.answer()), is_session(wire.answer())] == [True] * 3


def test_http_1_0_ends_with_the_answer(wire: Wire) -> None:
    assert is_session(wire.send(create(body=BODY, version="1.0", Host=None)).answer())
    assert wire.is_over()


def test_http_1_0_with_keep_alive(wire: Wire) -> None:
    call = create(body=BODY, version="1.0", Connection="keep-alive")
    assert all(is_session(wire.send(call).answer()) for _ in range(3))


def test_the_whole_address_in_the_request_line(wire: Wire) -> None:
    """What clients send that believe to talk to a proxy."""
    assert is_session(wire.send(request("POST", f"http://lab{CREATE}", body=BODY)).answer())


def test_a_body_where_none_is_wanted(wire: Wire) -> None:
    assert is_healthy(wire.send(request("GET", "/health", body=BODY)).answer())
    assert is_healthy(wire.send(HEALTH).answer())


@pytest.mark.parametrize("path", [CREATE, "/nowhere"])
@pytest.mark.parametrize(
    "call",
    [
        lambda path: request("POST", path, body=TOO_LARGE),
        lambda path: chunked_head(path) + chunked(TOO_LARGE, 65536),
    ],
    ids=["with a length", "chunked"],
)
def test_a_body_over_1_mb_is_refused_and_its_sender_reads_why(
    wire: Wire, path: str, call: Callable[[str], bytes]
) -> None:
    assert is_error(wire.send(call(path)).answer(), 413)
    assert wire.is_over()


def test_a_body_over_1_mb_is_refused_before_it_is_sent(wire: Wire) -> None:
    wire.send(create(Content_Length=len(TOO_LARGE), Expect="100-continue"))
    assert is_error(wire.answer(), 413)


def test_a_body_of_1_mb_is_read(wire: Wire) -> None:
    body = BODY + b" " * ((1 << 20) - len(BODY))
    assert is_session(wire.send(create(body=body)).answer())
    assert is_session(wire.send(chunked_head(CREATE), chunked(body, 65536)).answer())


@pytest.mark.parametrize("length", ["-5", "twelve", "1, 2", "99999999999999999999"])
def test_a_length_that_is_none(wire: Wire, length: str) -> None:
    assert is_error(wire.send(create(Content_Length=length)).answer(), 400)
    assert wire.is_over()


def test_a_length_shorter_than_the_body(wire: Wire) -> None:
    """The rest is read as the next request, which it isn't."""
    assert is_error(wire.send(create(Content_Length=10) + BODY).answer(), 400)
    assert is_error(wire.answer(), 400)
    assert wire.is_over()


@pytest.mark.parametrize(
    "part",
    [create(Content_Length=500) + BODY, chunked_head(CREATE) + b"17\r\n" + BODY[:9]],
    ids=["with a length", "chunked"],
)
def test_an_upload_that_breaks_off_changes_nothing(port: int, wire: Wire, part: bytes) -> None:
    before = sessions(port)
    wire.send(part).socket.shutdown(socket.SHUT_WR)
    assert is_error(wire.answer(), 400)
    assert sessions(port) == before


def test_an_upload_whose_sender_goes_away_harms_nobody(port: int) -> None:
    before = sessions(port)
    for _ in range(40):  # more than the server has threads
        with Wire(port) as leaving:
            leaving.send(create(Content_Length=500), BODY)
    assert sessions(port) == before


def test_a_header_of_64_kb(wire: Wire) -> None:
    assert is_session(wire.send(create(body=BODY, X_Trace="a" * 65536)).answer())


def test_more_headers_than_the_server_reads(wire: Wire) -> None:
    wire.send(create(body=BODY, **{f"X-{number}": number for number in range(200)}))
    assert is_error(wire.answer(), 431)


def test_tls_on_a_plain_port(wire: Wire) -> None:
    wire.send(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n")
    assert is_error(wire.answer(), 400)
    assert wire.is_over()
