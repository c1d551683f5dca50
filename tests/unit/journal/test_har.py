"""Calls as HAR that no browser has made: without an answer, with a status of nobody's, no calls at all, and gaps."""

from datetime import UTC, datetime
from typing import Any

import pytest

from contract.messages.faults import EffectKind
from contract.messages.journal import Connection, Content, Header, Hit, RecordedCall, Sent
from journal.har import har

MOMENT = datetime(2025, 8, 4, 14, 30, 22, 500_000, tzinfo=UTC)
JSON = Content(content_type="application/json", body="{}", size=2, charset="UTF-8", is_cut_off=False)


def recorded(**changed: Any) -> RecordedCall:
    call = {
        "id": 1,
        "request_id": "req_1",
        "at": MOMENT,
        "real_time": MOMENT,
        "duration_ms": 250.0,
        "method": "POST",
        "path": "/api/vending/create-session",
        "query": "",
        "route": "/api/vending/create-session",
        "status": 200,
        "is_refused": False,
        "actor": "kiosk",
        "user_agent": "kiosk/1",
        "session_id": None,
        "order_id": None,
        "machine_id": None,
        "transaction_id": None,
        "request": JSON,
        "answer": JSON,
        "codes": [],
        "explanation": None,
    }
    return RecordedCall.model_validate(call | changed)


def entry_of(call: RecordedCall) -> dict[str, Any]:
    [entry] = har([call], "http://127.0.0.1:8000", "")["log"]["entries"]
    return dict(entry)


def test_a_call_began_before_its_answer() -> None:
    entry = entry_of(recorded())
    assert entry["startedDateTime"] == "2025-08-04T14:30:22.250+00:00"
    assert entry["request"]["url"] == "http://127.0.0.1:8000/api/vending/create-session"


def test_a_call_without_an_answer() -> None:
    hit = Hit(fault="reply-that-hurts", effect=EffectKind.REPLY_LOST_BEFORE_COMMIT)
    entry = entry_of(recorded(status=None, answer=None, hit=hit))
    response = entry["response"]
    assert (response["status"], response["statusText"], response["bodySize"]) == (0, "", -1)
    assert response["content"] == {"size": 0, "mimeType": "x-unknown"}
    assert entry["_lab"]["hit"] == {"fault": "reply-that-hurts", "effect": "reply_lost_before_commit"}


def test_a_status_that_nobody_has_defined() -> None:
    assert entry_of(recorded(status=599))["response"]["statusText"] == ""


def test_a_request_without_a_body() -> None:
    empty = JSON.model_copy(update={"body": "", "size": 0})
    assert "postData" not in entry_of(recorded(method="GET", request=empty))["request"]


@pytest.mark.parametrize("numbers", [[3, 2, 1], [1, 2, 3]])
def test_the_first_one_first(numbers: list[int]) -> None:
    calls = [recorded(id=number, request_id=f"req_{number}") for number in numbers]
    assert [one["_lab"]["request_id"] for one in har(calls, "", "")["log"]["entries"]] == ["req_1", "req_2", "req_3"]


def test_a_gap_is_no_call() -> None:
    gap = recorded(method=None, path=None, status=None, duration_ms=None, request=None, answer=None, dropped=7)
    assert har([gap], "", "a comment")["log"]["entries"] == []


def test_a_reply_that_got_lost_has_its_status_and_says_so() -> None:
    entry = entry_of(recorded(sent=Sent.NOTHING, codes=["FAULT_REPLY_LOST_AFTER_COMMIT"]))
    assert (entry["response"]["status"], entry["_sent"]) == (200, "nothing")
    assert entry["comment"] == "req_1 kiosk, FAULT_REPLY_LOST_AFTER_COMMIT, the client never saw an answer"


def test_a_fault_that_was_not_carried_out_says_why() -> None:
    entry = entry_of(recorded(sent=Sent.WHOLE, undone="the client had gone"))
    assert entry["comment"] == "req_1 kiosk, the fault was not carried out: the client had gone"


def test_what_both_sides_wrote() -> None:
    asked = JSON.model_copy(
        update={"version": "HTTP/1.0", "headers": [Header(name="host", value="lab")], "head_size": 60, "size": 7}
    )
    moved = Header(name="location", value="/shop")
    told = JSON.model_copy(update={"version": "HTTP/1.1", "headers": [moved], "head_size": 70})
    entry = entry_of(
        recorded(request=asked, answer=told, announced=23, received=21, connection=Connection(id="a1b2c3d4", call=2))
    )
    request, response = entry["request"], entry["response"]
    assert (request["httpVersion"], request["headersSize"], request["bodySize"]) == ("HTTP/1.0", 60, 21)
    assert (request["headers"], request["_announced"]) == ([{"name": "host", "value": "lab"}], 23)
    assert (response["httpVersion"], response["headersSize"]) == ("HTTP/1.1", 70)
    assert (response["redirectURL"], entry["connection"], entry["_connectionId"]) == ("/shop", "a1b2c3d4", "a1b2c3d4")
    assert entry["_lab"]["connection"] == {"id": "a1b2c3d4", "call": 2}


def test_what_was_no_request() -> None:
    nothing = JSON.model_copy(update={"content_type": "", "body": "", "size": 0})
    entry = entry_of(recorded(method="", path="", status=None, request=nothing, answer=None, raw=r"\x16\x03\x01"))
    assert (entry["request"]["method"], entry["request"]["url"]) == ("", "http://127.0.0.1:8000/")
    assert (entry["request"]["httpVersion"], entry["response"]["status"]) == ("unknown", 0)
    assert entry["request"]["postData"]["text"] == r"\x16\x03\x01"


def test_each_session_is_a_page_and_what_has_none_another() -> None:
    calls = [
        recorded(id=number, session_id=session) for number, session in enumerate([None, "VM001_A", "VM001_B", None])
    ]
    log = har(calls, "", "")["log"]
    assert [page["id"] for page in log["pages"]] == ["no-session", "VM001_A", "VM001_B"]
    assert [entry["pageref"] for entry in log["entries"]] == ["no-session", "VM001_A", "VM001_B", "no-session"]
    assert log["pages"][1]["title"] == "Session VM001_A"
    assert log["pages"][1]["startedDateTime"] == log["entries"][1]["startedDateTime"]
