"""Where bodies end, in whatever pieces they arrive."""

import pytest

from gate.framing import BadFraming, Body, Chunked, Counted, UntilClose, length_of, unchunk, values_of

CHUNKS = b"4;name=value\r\nWiki\r\n5\r\npedia\r\n0\r\nX-Checksum: 1\r\n\r\n"


def taken(body: Body, data: bytes, size: int) -> int:
    """How many bytes the body took of all, given piece by piece until it is whole."""
    count = 0
    for start in range(0, len(data), size):
        if not body.is_whole:
            count += body.take(data[start : start + size])
    return count


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_a_counted_body_ends_at_its_length(size: int) -> None:
    assert taken(Counted(5), b"Wikipedia", size) == 5


def test_a_body_of_no_bytes_is_whole_at_once() -> None:
    assert Counted(0).is_whole


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_chunks_end_behind_their_trailer(size: int) -> None:
    assert taken(Chunked(), CHUNKS + b"GET / HTTP/1.1", size) == len(CHUNKS)


def test_chunks_without_their_end_are_not_whole() -> None:
    body = Chunked()
    assert body.take(CHUNKS[:-2]) == len(CHUNKS) - 2
    assert not body.is_whole


@pytest.mark.parametrize("line", [b"ZZ\r\n", b"-1\r\n", b"\r\n", b"4\n", b"1" * 16 + b"\r\n", b"1;" + b"x" * 20_000])
def test_a_size_that_is_none_is_refused(line: bytes) -> None:
    with pytest.raises(BadFraming):
        Chunked().take(line)


def test_a_body_without_a_length_takes_everything() -> None:
    body = UntilClose()
    assert body.take(b"Wikipedia") == 9
    assert not body.is_whole


def test_what_chunks_say() -> None:
    assert unchunk(CHUNKS) == b"Wikipedia"
    with pytest.raises(BadFraming):
        unchunk(b"Wikipedia")


def test_a_header_is_found_each_time_it_occurs() -> None:
    head = b"get / http/1.1\r\nte: a\r\nhost:lab \r\nte:\tb\r\n\r\n"
    assert values_of(head, b"te") == [b"a", b"b"]
    assert values_of(head, b"host") == [b"lab"]
    assert values_of(head, b"cookie") == []


def test_a_length() -> None:
    assert length_of([]) is None
    assert length_of([b"12"]) == 12


@pytest.mark.parametrize("values", [[b"1", b"1"], [b"-1"], [b"+1"], [b"1, 1"], [b""], [b"9" * 19]])
def test_a_length_that_servers_may_read_in_two_ways_is_refused(values: list[bytes]) -> None:
    with pytest.raises(BadFraming):
        length_of(values)
