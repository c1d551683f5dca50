"""What the gate has seen, as a row of the journal."""

import gzip
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from contract.messages.explanation import Explanation
from contract.messages.faults import EffectKind
from contract.messages.journal import Connection, Sent
from faults.hit import Hit
from gate.evidence import ForeignRows, own_rows, wire_of
from gate.origin import Peer
from gate.recording import Seen
from gate.requests import RequestReader
from journal.layout import ACCOUNT, WIRE
from tests.unit.gate.reading import LENIENT

NOW = datetime(2025, 8, 4, 14, 30, 22, tzinfo=UTC)
JSON = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
SESSION = "VM001_20250804_143022_A1B2C3D4"


def seen(target: str = "/health", answer: bytes = JSON, head: str = "", body: bytes = b"", **changed: Any) -> Seen:
    reader = RequestReader(LENIENT)
    reader.feed(f"POST {target} HTTP/1.1\r\nHost: lab\r\nUser-Agent: Java/17 \r\n{head}\r\n".encode() + body)
    request = reader.next() or reader.ended_early().request
    assert request is not None
    usual: dict[str, Any] = {
        "key": 7 << 31,
        "peer": Peer("192.168.1.7", 50123, "http"),
        "request": request,
        "ended": NOW,
        "duration": 0.25,
        "answer": answer,
        "answer_size": len(answer),
        "sent": Sent.WHOLE,
        "hit": None,
    }
    return Seen(**usual | changed)


def test_what_came_and_what_went() -> None:
    wire = wire_of(seen("/api/%E4%BC%A6?token=a", head="Content-Length: 2\r\n", body=b"[]"))
    assert (wire.request_id, wire.method, wire.path, wire.query) == ("req_00000007", "POST", "/api/伦", "token=a")
    assert (wire.client_ip, wire.user_agent) == ("192.168.1.7", "Java/17")
    assert (wire.request_body, wire.request_size) == (b"[]", 2)
    assert (wire.status, wire.answer_type, wire.answer_body, wire.answer_size) == (200, "application/json", b"{}", 2)


def test_the_heads_of_both_sides() -> None:
    wire = wire_of(seen("/a%2Fb?c=d", head="X-Any:  1\r\nContent-Length: 4\r\n", body=b"true"))
    assert (wire.target, wire.path) == ("/a%2Fb", "/a/b")
    assert (wire.request_version, wire.answer_version) == ("HTTP/1.1", "HTTP/1.1")
    assert wire.request_headers.splitlines()[2:] == ["X-Any:  1", "Content-Length: 4", ""]
    assert wire.answer_headers == "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n"
    first = "POST /a%2Fb?c=d HTTP/1.1\r\n"
    assert (wire.request_head_size, wire.answer_head_size) == (len(first + wire.request_headers), 70)


@pytest.mark.parametrize(
    ("head", "body", "announced", "received"),
    [
        ("", b"", None, 0),
        ("Content-Length: 23\r\n", b'{"machine_id": "VM001"', 23, 22),
        ("Transfer-Encoding: chunked\r\n", b"2\r\n{}\r\n0\r\n\r\n", None, 2),
    ],
)
def test_what_was_announced_and_what_came(head: str, body: bytes, announced: int | None, received: int) -> None:
    wire = wire_of(seen(head=head, body=body))
    assert (wire.announced, wire.received) == (announced, received)


def test_a_target_in_gbk() -> None:
    wire = wire_of(seen("/%D6%D0"))
    assert (wire.target, wire.path) == ("/%D6%D0", "/\ufffd\ufffd")


def test_bytes_that_are_no_request() -> None:
    why = Explanation.model_validate(
        dict.fromkeys(Explanation.model_fields, None) | {"code": "TLS_ON_HTTP", "en": "TLS", "zh": "TLS", "clause": "-"}
    )
    hello = b"\x16\x03\x01\r\nAuthorization: Bearer Xq7-hidden\r\n"
    [row, account] = own_rows(seen(request=hello, answer=b"", sent=Sent.NOTHING, explanation=why))
    assert (row is not None, account) == (True, None)
    told = dict(zip(WIRE, row or (), strict=True))
    assert told["raw"] == r"\x16\x03\x01\r\nAuthorization: ***\r\n"
    names = ("method", "path", "status", "code", "request_headers")
    assert [told[name] for name in names] == ["", "", None, "TLS_ON_HTTP", ""]


def test_a_head_of_any_size_is_kept_in_part_and_counts_while_it_waits() -> None:
    head = f"X-Any: {'x' * 100_000}\r\nAuthorization: Xq7-hidden\r\n"
    [row, _] = own_rows(seen(head=head))
    told = dict(zip(WIRE, row or (), strict=True))
    assert len(told["request_headers"]) == 16 * 1024
    assert told["request_head_size"] > 100_000
    assert seen(head=head).size > 200_000


def test_bytes_that_are_no_request_before_a_foreign_server() -> None:
    assert ForeignRows().rows_of(seen(request=b"\x16")).account is None


def test_which_connection_and_why_a_fault_was_not_carried_out() -> None:
    hit = Hit("mall", EffectKind.REPLY_LOST_AFTER_COMMIT)
    [row, _] = own_rows(seen(connection=Connection(id="a1b2c3d4", call=2), hit=hit, undone="the client had gone"))
    told = dict(zip(WIRE, row or (), strict=True))
    names = ("connection", "connection_call", "undone")
    assert [told[name] for name in names] == ["a1b2c3d4", 2, "the client had gone"]


def test_a_target_with_its_server() -> None:
    wire = wire_of(seen("http://lab:8000/health?a=1"))
    assert (wire.path, wire.query) == ("/health", "a=1")


def test_no_answer() -> None:
    wire = wire_of(seen(answer=b"", sent=Sent.NOTHING))
    assert (wire.status, wire.answer_body, wire.answer_size, wire.sent) == (None, None, None, Sent.NOTHING)


def test_chunks_and_compression_are_taken_away() -> None:
    packed = gzip.compress(b'{"id": 1}')
    codings = b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + codings
    wire = wire_of(seen(answer=head + b"\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed)))
    assert wire.answer_body == b'{"id": 1}'


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_a_compression_that_nobody_here_reads(coding: str) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: {coding}\r\n\r\n"
    assert wire_of(seen(answer=head.encode() + b"xyz")).answer_body is None


def test_chunks_that_broke_off_stay_as_they_came() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert wire_of(seen(answer=head + b"5\r\nWik")).answer_body == b"5\r\nWik"


def test_a_picture_is_counted_and_not_kept() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"
    wire = wire_of(seen(answer=head + b"\x89PNG", answer_size=len(head) + 5000))
    assert (wire.answer_body, wire.answer_size) == (None, 5000)


def test_our_own_server_gives_the_account_itself() -> None:
    rows = own_rows(seen())
    assert (rows.wire is not None, rows.account) == (True, None)


@pytest.mark.parametrize(
    ("target", "status", "is_kept"),
    [("/lab/stock", 200, False), ("/lab/stock", 401, True), ("//docs", 200, False), ("/labels", 200, True)],
)
def test_what_watches_the_lab_is_kept_only_when_refused(target: str, status: int, is_kept: bool) -> None:
    answer = f"HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n".encode()
    assert (own_rows(seen(target, answer)).wire is not None) == is_kept


def test_a_foreign_server_has_its_account_by_the_tables() -> None:
    hit = Hit("mall", EffectKind.REPLY_LOST_AFTER_COMMIT)
    rows = ForeignRows().rows_of(seen(f"/api/vending/session/{SESSION}/register-user", sent=Sent.NOTHING, hit=hit))
    assert rows.wire is not None
    assert rows.account is not None
    account = dict(zip(ACCOUNT, rows.account, strict=True))
    told = ("route", "session_id", "machine_id", "hit_fault", "codes")
    expected = ["/api/vending/session/{session_id}/register-user", SESSION, "VM001", "mall"]
    assert [account[name] for name in told] == [*expected, " FAULT_REPLY_LOST_AFTER_COMMIT "]
    assert dict(zip(WIRE, rows.wire, strict=True))["sent"] == "nothing"


def test_secrets_of_heads_are_masked() -> None:
    head = "Lab-Gate: hidden\r\nCookie: hidden\r\nX-Shop-Token: hidden\r\nReferer: http://lab/?token=hidden&a=1\r\n"
    answer = b"HTTP/1.1 200 OK\r\nSet-Cookie: hidden\r\nLocation: /x?signature=hidden\r\n\r\n"
    rows = own_rows(seen(head=head, answer=answer))
    assert "hidden" not in str(rows)
    assert "Referer: http://lab/?token=***&a=1" in str(rows)


def test_a_secret_of_a_foreign_call_is_masked() -> None:
    rows = ForeignRows().rows_of(seen("/any?token=hidden", head="Content-Length: 19\r\n", body=b'{"secret":"hidden"}'))
    assert "hidden" not in str(rows)


def explained(target: str, status: int, head: str = "", body: bytes = b"", hit: Hit | None = None) -> dict[str, Any]:
    """What a foreign server's account says of a call that was answered so."""
    answer = f"HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n".encode()
    length = f"Content-Length: {len(body)}\r\n" if body else ""
    account = ForeignRows().rows_of(seen(target, answer, head + length, body, hit=hit)).account
    assert account is not None
    told = dict(zip(ACCOUNT, account, strict=True))["explanation"]
    return json.loads(told) if told else {"code": None}


@pytest.mark.parametrize("effect", list(EffectKind))
def test_a_fault_before_a_foreign_server_is_explained(effect: EffectKind) -> None:
    told = explained("/v2/orders", 503, hit=Hit("mall", effect))
    assert told["code"] == f"FAULT_{effect.upper()}"
    assert "fault mall" in told["en"]
    assert "[" not in told["en"] + told["zh"]


@pytest.mark.parametrize(
    ("target", "status", "head", "code"),
    [
        ("/prod/api/vending/create-session", 404, "", "PATH_PREFIX"),
        ("/api/vending/create-session/", 404, "", "PATH_SLASH_AT_END"),
        ("/api/vending/Create-Session", 404, "", "PATH_CASE"),
        ("/api/vending/session//register-user", 404, "", "PATH_ID_EMPTY"),
        ("/api/vending/create-session/", 200, "", None),
        ("/v2/orders", 404, "", None),
        ("/lab/Events", 404, "", None),
        ("/api/vending/create-session", 415, "", "CONTENT_TYPE_MISSING"),
        ("/api/vending/create-session", 422, "Content-Type: multipart/form-data; x=y\r\n", "CONTENT_TYPE_FORM"),
        ("/api/vending/create-session", 400, "Content-Type: text/plain\r\n", "CONTENT_TYPE_OTHER"),
        ("/api/vending/create-session", 400, "Content-Type: application/json\r\n", None),
        ("/api/vending/create-session", 409, "", None),
        ("/v2/orders", 415, "", None),
    ],
)
def test_mistakes_that_the_guides_show(target: str, status: int, head: str, code: str | None) -> None:
    assert explained(target, status, head, b"{}")["code"] == code
