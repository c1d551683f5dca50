"""h11 as an oracle: where a message ends and what it says, our gate and it read alike, or the gate leaves it alone."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

import h11
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gate.answers import AnswerReader
from gate.heads import Rules
from gate.requests import RequestReader
from gate.unreadable import Unreadable
from tests.unit.gate import messages
from tests.unit.gate.messages import ANSWERS, REQUESTS, SAMPLES, each_part_spoilt, in_bytes, streams
from tests.unit.gate.reading import LENIENT, STRICT


class Read(NamedTuple):
    """One request."""

    method: bytes
    target: bytes
    body: bytes


class Refused(Exception):
    """By h11, with its reason."""


def as_we_read(pieces: Sequence[bytes], rules: Rules) -> tuple[list[Read], bool]:
    """The requests, and whether the rest was refused."""
    reader, found = RequestReader(rules), list[Read]()
    for piece in pieces:
        reader.feed(piece)
        try:
            while request := reader.next():
                found.append(Read(request.method, request.target, request.body))
        except Unreadable:
            return found, True
    return found, False


def as_h11_reads(data: bytes) -> Iterator[Read]:
    """Raises Refused at what it doesn't take. Each request has a connection of its own, since one may close it."""
    while data := data.lstrip(b"\r\n"):  # line ends too many between two requests are passed over
        connection = h11.Connection(h11.SERVER)
        connection.receive_data(data)
        request = next_event(connection)
        body = body_of(connection) if isinstance(request, h11.Request) else None
        if body is None or not isinstance(request, h11.Request):
            return
        data = connection.trailing_data[0]
        yield Read(request.method, request.target, body)


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


def in_capitals(read: Read) -> Read:
    """A method in small letters is mended."""
    return read._replace(method=read.method.upper())


def compare_requests(pieces: Sequence[bytes]) -> None:
    """A strict gate takes nothing that h11 doesn't; a lenient one mends what h11 may refuse, and agrees otherwise."""
    ours, is_refused = as_we_read(pieces, STRICT)
    theirs = as_h11_reads(b"".join(pieces))
    for read in ours:
        assert next(theirs, None) == read
    if not is_refused:
        with suppress(Refused):
            assert next(theirs, None) is None, "we wait, where there is a whole request"
    with suppress(Refused):
        mended, _ = as_we_read(pieces, LENIENT)
        known = as_h11_reads(b"".join(pieces))
        assert all(in_capitals(one) == in_capitals(other) for one, other in zip(mended, known, strict=False))


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
    reader, size = AnswerReader(method, lambda head: (head, None)), sum(map(len, pieces))
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
