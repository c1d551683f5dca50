"""What a client meant to send, however it came."""

from datetime import UTC, datetime

import pytest

from backend.explain.arrived import arrived
from journal.call import Call

MOMENT = datetime(2025, 8, 4, tzinfo=UTC)
FORM = "application/x-www-form-urlencoded"
PARTS = b'--b\r\nContent-Disposition: form-data; name="location"\r\n\r\n\xe4\xbc\xa6\xe6\x95\xa6\r\n--b--\r\n'


def call_of(body: bytes, content_type: str = "application/json") -> Call:
    return Call(
        key=1,
        is_on_wire=False,
        request_id="req_1",
        at=MOMENT,
        real_time=MOMENT,
        duration=0.0,
        method="POST",
        path="/api/vending/create-session",
        query="",
        route=None,
        base_url="http://localhost",
        status=400,
        client_ip="127.0.0.1",
        user_agent="",
        program=None,
        content_type=content_type,
        request_body=body,
        answer_type="application/json",
        answer_body=b"",
        findings=(),
    )


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ('{"location": "伦敦"}'.encode(), "application/json"),
        ('\ufeff{"location": "伦敦"}'.encode(), "application/json"),
        ('{"location": "伦敦"}'.encode("gbk"), "application/json"),
        ("{'location': '伦敦',}".encode(), "application/json"),
        ('[{"location": "伦敦"}]'.encode(), "application/json"),
        ('{"location": "伦敦"}'.encode(), FORM),
        (b"location=%E4%BC%A6%E6%95%A6", FORM),
        (PARTS, "multipart/form-data; boundary=b"),
    ],
)
def test_fields_are_found(body: bytes, content_type: str) -> None:
    assert arrived(call_of(body, content_type)) == {"location": "伦敦"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"5",
        b"null",
        b"[]",
        b"\xff\xff",
        b"[" * 100_000,
        b"{1: 2",
        b"(" * 3000,
        b"9" * 5000,
        b'{"a": "%s"}' % (b"x" * 17_000),
    ],
)
def test_nothing_is_found(body: bytes) -> None:
    assert arrived(call_of(body)) is None


def test_numbers_that_json_lacks_are_unknown() -> None:
    assert arrived(call_of(b'{"amount": NaN}')) == {"amount": None}


def test_a_form_whose_head_nobody_can_read() -> None:
    body = b"--b\r\nContent-Disposition: form-data; " + b'a("' * 5000 + b"\r\n\r\nv\r\n--b--\r\n"
    assert arrived(call_of(body, "multipart/form-data; boundary=b")) == {}
