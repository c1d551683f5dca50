"""h11 as an oracle: where a message ends and what it says, our gate and it read alike, or the gate leaves it alone."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

import h11
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gate.answers import AnswerReader
from gate.framing import unchunk, values_of
from gate.requests import NotPlain, Request, RequestReader
from tests.unit.gate import messages
from tests.unit.gate.messages import ANSWERS, REQUESTS, SAMPLES, each_part_spoilt, in_bytes, streams


class Read(NamedTuple):
    """One request, and how many bytes were left behind it."""

    method: bytes
    target: bytes
    body: bytes
    left: int


class Refused(Exception):
    """By h11, with its reason."""


def as_we_read(pieces: Sequence[bytes]) -> tuple[list[Read], bool]:
    """The plain requests, and whether the rest isn't plain."""
    reader, found = RequestReader(), list[Read]()
    unread = sum(map(len, pieces))
    for piece in pieces:
        reader.feed(piece)
        try:
            while request := reader.next():
                unread -= len(request.head) + len(request.body)
                found.append(Read(request.method, request.target, plain_body(request), unread))
        except NotPlain:
            return found, True
    return found, False


def plain_body(request: Request) -> bytes:
    return unchunk(request.body) if values_of(request.lowered, b"transfer-encoding") else request.body


def as_h11_reads(data: bytes) -> Iterator[Read]:
    """Raises Refused at what it doesn't take. Each request has a connection of its own, since one may close it."""
    while data:
        connection = h11.Connection(h11.SERVER)
        connection.receive_data(data)
        request = next_event(connection)
        body = body_of(connection) if isinstance(request, h11.Request) else None
        if body is None or not isinstance(request, h11.Request):
            return
        data = connection.trailing_data[0]
        yield Read(request.method, request.target, body, len(data))


def body_of(connection: h11.Connection) -> bytes | None:
    """None when it isn't whole."""
    body = b""
    while isinstance(event := next_event(connection), h11.Data):
        body += bytes(event.data)
    return body if isinstance(event, h11.EndOfMessage) else None


def next_event(connection: h11.Connection) -> object:
    try:
        return connection.next_event()
    except h11.RemoteProtocolError as error:
        raise Refused(str(error)) from error


def compare_requests(pieces: Sequence[bytes]) -> None:
    ours, is_given_up = as_we_read(pieces)
    theirs = as_h11_reads(b"".join(pieces))
    for read in ours:
        assert next(theirs, None) == read
    if not is_given_up:
        with suppress(Refused):
            assert next(theirs, None) is None, "we wait, where there is a whole request"


@settings(max_examples=200)
@given(streams(REQUESTS))
def test_what_we_take_as_plain_is_what_h11_takes(pieces: list[bytes]) -> None:
    compare_requests(pieces)


@pytest.mark.parametrize("framing", SAMPLES)
def test_a_request_with_any_one_part_spoilt(framing: str) -> None:
    words = messages.METHODS[0], messages.TARGETS[0], messages.VERSIONS[0]
    message = messages.request(*words, messages.SOME_FIELDS, SAMPLES[framing])
    for data in each_part_spoilt(message):
        compare_requests([data])
        compare_requests(in_bytes(data + data))


def our_end(pieces: Sequence[bytes], method: bytes) -> int | None:
    """Where an answer ends; None where we see no end but the connection's, or none yet."""
    request = Request(method, b"/", b"", b"")
    reader, size = AnswerReader(request, lambda head: (head, None)), sum(map(len, pieces))
    for piece in pieces:
        reader.feed(piece)
    return size - len(reader.beyond) if reader.head is not None and reader.is_whole else None


def h11_end(data: bytes, method: bytes) -> int | None:
    """Raises Refused."""
    connection = h11.Connection(h11.CLIENT)
    connection.send(h11.Request(method=method, target=b"/", headers=[(b"Host", b"lab")]))
    connection.send(h11.EndOfMessage())
    connection.receive_data(data)
    if not isinstance(next_event(connection), h11.Response) or body_of(connection) is None:
        return None
    return len(data) - len(connection.trailing_data[0])


def compare_answers(pieces: Sequence[bytes], method: bytes) -> None:
    """Where we see no end the client still does: bytes pass as they come."""
    data, ours = b"".join(pieces), our_end(pieces, method)
    with suppress(Refused):
        assert ours in {None, h11_end(data, method)}


@settings(max_examples=200)
@given(streams(ANSWERS, most=2), st.sampled_from([b"GET", b"HEAD"]))
def test_where_we_see_an_answer_end_h11_does(pieces: list[bytes], method: bytes) -> None:
    compare_answers(pieces, method)


@pytest.mark.parametrize("framing", SAMPLES)
@pytest.mark.parametrize("status", messages.STATUSES, ids=lambda status: status.right.decode())
def test_an_answer_with_any_one_part_spoilt(framing: str, status: messages.Part) -> None:
    message = messages.answer(messages.VERSIONS[0], status, messages.SOME_FIELDS, SAMPLES[framing])
    right = b"".join(part.right for part in message)
    assert our_end(in_bytes(right + right), b"GET") == h11_end(right + right, b"GET")
    for data in each_part_spoilt(message):
        compare_answers([data + right], b"GET")
        compare_answers(in_bytes(data + right), b"HEAD")
