"""The gate between a raw socket and a server that says what the test tells it."""

import asyncio
import gc
import queue
import re
import socket
import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

import pytest

from contract.hints import Code
from contract.messages.faults import NamedFault
from contract.wire import Refused
from gate.fault_book import FaultBook
from gate.foreign import ForeignServer
from gate.judge import Judge
from tests.e2e.upstream import OK, Script, Stage, answering, directing, standing
from tests.e2e.wire import PATIENCE, Wire

GET = b"GET /health HTTP/1.1\r\nHost: lab\r\n\r\n"
POST = b"POST /pay HTTP/1.1\r\nHost: lab\r\nContent-Length: 4\r\n\r\nWiki"
FINE = b"HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\npedia"
LARGE = b"HTTP/1.1 200 OK\r\nContent-Length: 8388608\r\n\r\n" + b"x" * (8 << 20)
A_MOMENT = 0.15
"""Seconds in which nothing may happen."""


@pytest.fixture
def stage() -> Iterator[Stage]:
    with standing() as stage:
        yield stage


@pytest.fixture
def wire(stage: Stage) -> Iterator[Wire]:
    with Wire(stage.port) as connection:
        yield connection


def received(wire: Wire, size: int) -> bytes:
    """So many bytes, fewer when the connection ends before."""
    data = b""
    while len(data) < size and (piece := wire.socket.recv(size - len(data))):
        data += piece
    return data


def rest(wire: Wire) -> bytes:
    return received(wire, 1 << 30)


def is_silent(wire: Wire) -> bool:
    """Whether neither a byte nor the end comes for a moment."""
    wire.socket.settimeout(A_MOMENT)
    try:
        wire.socket.recv(1)
    except TimeoutError:
        return True
    else:
        return False
    finally:
        wire.socket.settimeout(PATIENCE)


def passed(stage: Stage, count: int) -> list[list[bytes]]:
    """What the gate says of each request: among others its number, and how it came through."""
    return [stage.upstream.request().partition(b"Lab-Gate: ")[2].split(b"\r\n")[0].split() for _ in range(count)]


def passages(stage: Stage, count: int) -> list[bytes]:
    return [call[5] for call in passed(stage, count)]


async def be_silent(_: bytes, __: asyncio.StreamWriter) -> None:
    """The server reads on, and so sees when the connection ends."""


def test_bytes_pass_unchanged_but_for_one_line(stage: Stage, wire: Wire) -> None:
    wire.send(POST)
    assert received(wire, len(OK)) == OK
    port = wire.socket.getsockname()[1]
    line = rb"Lab-Gate: secret 127.0.0.1 %d http \d+ first \r\n" % port
    request = stage.upstream.request()
    assert len(re.findall(line, request)) == 1
    assert re.sub(line, b"", request) == POST


def sockets_of_the_gate(stage: Stage) -> dict[str, socket.socket]:
    """The two ends that it holds of one client's way to the server."""
    connected = [one for one in gc.get_objects() if type(one) is socket.socket and is_connected(one)]
    [accepted] = [one for one in connected if one.getsockname()[1] == stage.port]
    [opened] = [one for one in connected if one.getpeername()[1] == stage.place.port]
    return {"accepted": accepted, "opened": opened}


def is_connected(one: socket.socket) -> bool:
    """Over TCP."""
    if one.family != socket.AF_INET:
        return False
    try:
        one.getpeername()
    except OSError:
        return False
    return True


def test_neither_end_waits_for_more_to_send(stage: Stage, wire: Wire) -> None:
    received(wire.send(GET), len(OK))
    ends = sockets_of_the_gate(stage).items()
    assert {name: bool(one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)) for name, one in ends} == {
        "accepted": True,
        "opened": True,
    }


def test_calls_share_a_connection_and_keep_their_order(stage: Stage, wire: Wire) -> None:
    stage.upstream.script = answering(OK, FINE, OK)
    wire.send(GET + POST + GET)
    assert received(wire, len(OK + FINE + OK)) == OK + FINE + OK
    assert stage.upstream.connections == 1


def test_an_answer_streams(stage: Stage, wire: Wire) -> None:
    go_on = asyncio.Event()

    async def in_two_parts(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nWiki\r\n")
        await go_on.wait()
        writer.write(b"0\r\n\r\n")

    stage.upstream.script = in_two_parts
    assert received(wire.send(GET), 56)[-6:] == b"Wiki\r\n"
    stage.call(go_on.set)
    assert received(wire, 5) == b"0\r\n\r\n"


def pouring(stage: Stage) -> Script:
    """A large answer, and a word when the server is rid of it."""

    async def pour(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(LARGE)
        await writer.drain()
        stage.upstream.ends.put("rid of it")

    return pour


def test_a_slow_reader_slows_nobody(stage: Stage, wire: Wire) -> None:
    stage.upstream.script = pouring(stage)
    wire.send(GET)
    assert stage.upstream.ends.get(timeout=PATIENCE) == "rid of it"
    assert received(wire, len(LARGE)) == LARGE
    assert received(wire.send(GET), len(LARGE)) == LARGE


def test_who_reads_no_answer_gets_no_other_one(stage: Stage, wire: Wire) -> None:
    """What waits for a client that doesn't read is one answer, however many it asks for."""
    stage.upstream.script = pouring(stage)
    wire.send(GET)
    stage.upstream.request()
    assert stage.upstream.ends.get(timeout=PATIENCE) == "rid of it"
    assert is_asked_nothing(stage), "the gate has all of the answer by then"
    wire.send(GET)
    assert is_asked_nothing(stage)
    assert len(received(wire, 2 * len(LARGE))) == 2 * len(LARGE)


def is_asked_nothing(stage: Stage) -> bool:
    """Whether the server is asked nothing more for a moment."""
    try:
        stage.upstream.requests.get(timeout=A_MOMENT)
    except queue.Empty:
        return True
    return False


def test_a_client_that_goes_away_is_gone_for_the_server_too(stage: Stage) -> None:
    stage.upstream.script = be_silent
    with Wire(stage.port) as leaving:
        leaving.send(GET)
        stage.upstream.request()
        leaving.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert stage.upstream.ends.get(timeout=PATIENCE) in {"IncompleteReadError", "ConnectionResetError"}


def test_a_client_that_has_said_all_still_gets_its_answer(wire: Wire) -> None:
    wire.send(GET + GET).socket.shutdown(socket.SHUT_WR)
    assert rest(wire) == OK + OK


@pytest.mark.parametrize("line", [b"HTTP/1.0\r\n", b"HTTP/1.1\r\nConnection: close\r\n"])
def test_who_reads_until_the_end_gets_one_from_the_gate_too(line: bytes) -> None:
    clock = partial(datetime.now, UTC)
    book = FaultBook(1, lambda: 0.0, clock)
    book.put([NamedFault.model_validate({"id": "f", "effect": 503})])
    judge = Judge(book)
    with standing(lambda place: ForeignServer(place, "lab", judge, clock)) as stage, Wire(stage.port) as wire:
        assert rest(wire.send(b"GET /health " + line + b"\r\n")).startswith(b"HTTP/1.1 503 ")


def test_a_server_that_dies_takes_the_connection_along(stage: Stage, wire: Wire) -> None:
    async def die(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(OK[:-1])
        writer.close()

    stage.upstream.script = die
    assert rest(wire.send(GET)) == OK[:-1]


def test_the_server_never_waits_for_a_body(stage: Stage, wire: Wire) -> None:
    wire.send(POST[:-1])
    assert is_silent(wire)
    assert stage.upstream.connections == 0
    assert received(wire.send(POST[-1:]), len(OK)) == OK


@pytest.mark.parametrize(
    ("part", "code"),
    [(POST[:-1], Code.WIRE_BODY_LATE), (GET[:-2], Code.WIRE_HEAD_LATE)],
    ids=["a body", "a head"],
)
def test_a_request_that_stops_half_way_is_told_so(stage: Stage, wire: Wire, part: bytes, code: Code) -> None:
    assert rest(wire.send(part)) == OK, "the server finds the words"
    [call] = passed(stage, 1)
    refused = Refused.parse(call[6].decode())
    assert (call[5], refused.status, refused.code) == (b"unread", 408, code)


def test_a_large_body_arrives_whole(stage: Stage, wire: Wire) -> None:
    body = bytes(range(256)) * 4000
    wire.send(b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(body), body)
    assert received(wire, len(OK)) == OK
    assert stage.upstream.request().endswith(body)


def test_lost_is_no_byte(stage: Stage, wire: Wire) -> None:
    stage.upstream.script = directing("lose seconds=0 bytes=0 note=mall")
    assert rest(wire.send(POST)) == b""
    assert passages(stage, 1) == [b"first"]


def test_held_is_no_byte_until_the_client_gives_up(stage: Stage, wire: Wire) -> None:
    stage.upstream.script = directing("hold seconds=0 bytes=0 note=mall")
    assert is_silent(wire.send(POST))
    wire.socket.shutdown(socket.SHUT_WR)
    assert rest(wire) == b""


def test_held_ends_by_itself_too(stage: Stage, wire: Wire) -> None:
    stage.upstream.script = directing("hold seconds=0.05 bytes=0 note=mall")
    assert rest(wire.send(POST)) == b""


@pytest.mark.parametrize(("size", "body"), [(0, b""), (2, b"Wi"), (1000, b"Wik")])
def test_cut_is_the_head_and_part_of_the_body(stage: Stage, wire: Wire, size: int, body: bytes) -> None:
    stage.upstream.script = directing(f"cut seconds=0 bytes={size} note=mall")
    assert rest(wire.send(POST)) == OK[:-4] + body


def test_late_is_the_answer_after_a_while(stage: Stage, wire: Wire) -> None:
    stage.upstream.script = directing("late seconds=0.6 bytes=0 note=mall")
    assert is_silent(wire.send(POST))
    assert received(wire, len(OK)) == OK
    assert received(wire.send(GET), len(OK)) == OK


def test_again_gives_the_same_request_once_more(stage: Stage, wire: Wire) -> None:
    stage.upstream.script = directing("again seconds=0.6 bytes=0 note=mall", FINE)
    assert is_silent(wire.send(POST))
    assert received(wire, len(FINE)) == FINE
    first, second = passed(stage, 2)
    assert (first[5], second[5]) == (b"first", b"again")
    assert first[4] == second[4], "it is the same call"
    assert received(wire.send(GET), len(FINE)) == FINE


def test_what_is_held_up_happens_when_the_client_has_gone(stage: Stage) -> None:
    stage.upstream.script = directing("again seconds=0.1 bytes=0 note=mall", FINE)
    with Wire(stage.port) as leaving:
        leaving.send(POST)
        first = stage.upstream.request()
        leaving.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert stage.upstream.request() == first.replace(b"first ", b"again mall")
    with Wire(stage.port) as other:  # by its answer that of the call before has come, too
        assert received(other.send(POST), len(FINE)) == FINE
    assert stage.troubles == []


def test_twice_gives_it_twice_and_the_first_answer(stage: Stage, wire: Wire) -> None:
    stage.upstream.script = directing("twice seconds=0 bytes=0 note=mall", FINE)
    assert received(wire.send(POST), len(OK)) == OK
    first, second = passed(stage, 2)
    assert (first[5], second[5]) == (b"first", b"duplicate")
    assert first[4] != second[4], "they are two calls"
    assert received(wire.send(GET), len(FINE)) == FINE


def test_an_end_lets_open_calls_finish(stage: Stage, wire: Wire) -> None:
    answer = asyncio.Event()

    async def wait(_: bytes, writer: asyncio.StreamWriter) -> None:
        await answer.wait()
        writer.write(OK)

    stage.upstream.script = wait
    with Wire(stage.port) as idle:
        wire.send(GET)
        stage.upstream.request()
        closing = stage.close_gate(PATIENCE)
        assert idle.is_over()
    stage.call(answer.set)
    assert rest(wire) == OK
    closing.result(PATIENCE)


def test_an_end_waits_no_longer_than_it_says(stage: Stage, wire: Wire) -> None:
    stage.upstream.script = be_silent
    wire.send(GET)
    stage.upstream.request()
    stage.close_gate(0.05).result(PATIENCE)
    assert rest(wire) == b""
