"""Answers of a foreign server, made and changed."""

import gzip
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from gate.changes import error_answer, with_content_type, with_fields

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n%b\r\n"
BODY = b'{"id": 1, "items": [{"id": 2}, 3]}'
FIELDS = {"new": True, "id": 0}
EXTENDED = {"new": True, "id": 1, "items": [{"new": True, "id": 2}, 3]}


def parts(answer: bytes) -> tuple[bytes, Any]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"\r\nContent-Length: %d" % len(body) in head
    return head, json.loads(body)


def test_an_error_has_the_documented_body() -> None:
    head, document = parts(error_answer(503, "Closed", datetime(2025, 8, 4, 12, tzinfo=UTC)))
    assert document == {"detail": "Closed", "validation_errors": [], "timestamp": "2025-08-04T12:00:00Z"}
    assert head.startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
    assert b"Retry-After: 5" in head


def test_another_content_type() -> None:
    changed = with_content_type(HEAD % b"" + BODY, "text/html")
    assert changed == b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + BODY


@pytest.mark.parametrize(
    ("header", "body"),
    [
        (b"content-length: %d\r\n" % len(BODY), BODY),
        (b"transfer-encoding: chunked\r\n", b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY)),
        (b"content-encoding: gzip\r\n", gzip.compress(BODY)),
    ],
    ids=["plain", "chunked", "gzip"],
)
def test_every_object_gets_fields_that_it_lacks(header: bytes, body: bytes) -> None:
    assert parts(with_fields(HEAD % header + body, FIELDS))[1] == EXTENDED


@pytest.mark.parametrize(
    ("header", "body"),
    [(b"content-length: 4\r\n", b"Wiki"), (b"content-encoding: gzip\r\n", gzip.compress(BODY)[:10] + b"\xff\xff")],
    ids=["text", "broken gzip"],
)
def test_what_is_no_json_stays_as_it_is(header: bytes, body: bytes) -> None:
    answer = HEAD % header + body
    assert with_fields(answer, FIELDS) == answer


def test_half_a_character_stays_an_escape() -> None:
    _, document = parts(with_fields(HEAD % b"" + b'{"name": "\\ud800"}', {"new": True}))
    assert document == {"new": True, "name": "\ud800"}
