"""The export is HAR 1.2 for everything that the journal can hold: whatever bytes a client and a server may send."""

import json
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.messages.faults import EffectKind
from contract.messages.journal import Connection, Sent
from faults.hit import Hit
from gate.content import Content
from gate.evidence import ForeignRows
from gate.heads import Head
from gate.origin import Peer
from gate.recording import Seen
from gate.requests import Request
from journal.__main__ import COMMENT, calls_of
from journal.file import JournalFile
from journal.har import har
from journal.keys import new_key
from journal.limits import LIMITS

SCHEMA = json.loads(Path(__file__).with_name("har-1.2.schema.json").read_text())
VALIDATOR = jsonschema_rs.validator_for(SCHEMA, validate_formats=True)
NOW = datetime(2025, 8, 4, 14, 30, 22, tzinfo=UTC)
SESSION = b"/api/vending/session/VM001_20250804_143022_A1B2C3D4/status"
TARGETS = st.sampled_from(
    [SESSION, b"*", b"", b"/a b", b"/\xd6\xd0?a=\xd6\xd0", b"/%zz?%", b"http://a:b/c", b"//x?a=[1]"]
)
VALUES = st.binary(max_size=20)
NAMES = st.sampled_from(
    [b"Host", b"Content-Type", b"Content-Length", b"content-encoding", b"Location", b"X y", b"\xe4"]
)


@st.composite
def heads(draw: st.DrawFn, first: bytes) -> bytes:
    lines = draw(st.lists(st.tuples(NAMES, VALUES), max_size=4))
    return b"".join([first, b"\r\n", *(b"%b: %b\r\n" % line for line in lines), b"\r\n"])


@st.composite
def requests(draw: st.DrawFn) -> Request | bytes:
    if draw(st.booleans()):
        return draw(st.binary(min_size=1, max_size=600))
    method = draw(st.sampled_from([b"GET", b"POST", b"get", b"M-SEARCH"]))
    target = draw(TARGETS | st.binary(max_size=30))
    head = draw(heads(b"%b %b HTTP/1.1" % (method, target)))
    length = draw(st.none() | st.integers(0, 30))
    content = Content()
    content.add(draw(VALUES))
    return Request(Head(head, head, head.lower(), method, target, False, length, False), content)


@st.composite
def answers(draw: st.DrawFn) -> bytes:
    first = b"HTTP/1.1 %b" % draw(st.sampled_from([b"200 OK", b"302 Found", b"599 X", b"000", b"abc"]) | VALUES)
    return draw(st.just(b"") | heads(first)) + draw(VALUES)


@st.composite
def calls(draw: st.DrawFn) -> Seen:
    answer = draw(answers())
    return Seen(
        key=0,
        peer=Peer("192.168.1.7", 50123, "http"),
        request=draw(requests()),
        ended=NOW,
        duration=draw(st.floats(0, 100)),
        answer=answer,
        answer_size=len(answer),
        sent=draw(st.sampled_from(Sent)),
        hit=draw(st.none() | st.just(Hit("mall", EffectKind.REPLY_LOST_AFTER_COMMIT))),
        connection=draw(st.none() | st.just(Connection(id="a1b2c3d4", call=2))),
        undone=draw(st.none() | st.text(st.characters(codec="utf-8"), max_size=10)),
    )


def exported(path: Path, seen: Sequence[Seen]) -> Any:
    """As `python -m journal` prints what was written of them."""
    rows = [ForeignRows().rows_of(call._replace(key=new_key())) for call in seen]
    with closing(JournalFile(path, LIMITS)) as file:
        file.write([row.wire for row in rows if row.wire], [row.account for row in rows if row.account], NOW)
    return json.loads(json.dumps(har(list(calls_of(path)), "http://127.0.0.1:8000", COMMENT)))


@settings(max_examples=50)
@given(seen=st.lists(calls(), min_size=1, max_size=8))
def test_every_entry_that_there_can_be(tmp_path_factory: pytest.TempPathFactory, seen: list[Seen]) -> None:
    document = exported(tmp_path_factory.mktemp("har") / "journal.sqlite", seen)
    assert [error.message for error in VALIDATOR.iter_errors(document)] == []
    entries, pages = document["log"]["entries"], document["log"]["pages"]
    assert len(entries) == len(seen)
    assert {entry["pageref"] for entry in entries} == {page["id"] for page in pages}


def test_the_schema_refuses_an_address_with_a_space() -> None:
    document = har([], "", "")
    entry = {"startedDateTime": "2025-08-04T14:30:22Z", "time": 1, "cache": {}, "request": {"url": "http://a/b c"}}
    document["log"]["entries"].append(entry)
    assert any("uri" in error.message for error in VALIDATOR.iter_errors(document))
