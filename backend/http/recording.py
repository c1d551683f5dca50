"""The journal's part in a request: it takes the call down, and leaves everything else to the journal's own thread."""

import time
from collections.abc import Callable
from typing import Any

from flask import Request, Response, g, request
from werkzeug.exceptions import HTTPException

from backend.http.context import client_ip, is_lab_token
from backend.http.own_address import own_address
from backend.http.passage import KEY
from backend.world.lab_clock import LabClock
from faults.hit import Hit
from journal.call import Call
from journal.keys import new_key
from journal.quiet import is_kept

Recorder = Callable[[Call], None]
Hook = Callable[[Response], Response]


def recording(record: Recorder, clock: LabClock) -> Hook:
    """A hook that gives each answered call to `record`."""

    def take_down(response: Response) -> Response:
        # Each look through a proxy of Flask's costs as much as the rest of a line.
        present = request._get_current_object()  # type: ignore[attr-defined]  # as Flask documents it
        noted = g._get_current_object()
        hit: Hit | None = noted.get("hit")
        if is_kept(present.path, response.status_code) and (hit is None or not hit.is_put_off):
            record(_call(present, noted, response, clock))
        return response

    return take_down


def _call(present: Request, noted: Any, response: Response, clock: LabClock) -> Call:
    environ = present.environ
    user_agent = environ.get("HTTP_USER_AGENT", "")
    token = environ.get("HTTP_LAB_TOKEN")
    answer_type = response.headers.get("Content-Type", "")
    hit: Hit | None = noted.get("hit")
    passed: int | None = environ.get(KEY)
    return Call(
        key=new_key() if passed is None else passed,
        is_on_wire=passed is not None,
        request_id=noted.request_id,
        at=clock.now(),
        real_time=clock.real_time.now(),
        duration=time.perf_counter() - noted.began,
        method=present.method,
        path=present.path,
        query=environ.get("QUERY_STRING", ""),
        route=None if noted.row is None else noted.row.path,
        base_url=own_address(),
        status=None if hit is not None and hit.is_unanswered else response.status_code,
        client_ip=client_ip(),
        user_agent=user_agent,
        program=user_agent if token and is_lab_token(token) else None,
        content_type=environ.get("CONTENT_TYPE", ""),
        request_body=_request_body(present),
        answer_type=answer_type,
        answer_body=_answer_body(response, answer_type),
        findings=tuple(noted.findings),
        hit=hit,
    )


def _request_body(present: Request) -> bytes:
    """Also of a call that was refused before anybody read its body."""
    if present.environ.get("CONTENT_LENGTH", "0") in {"", "0"}:
        return b""
    try:
        return present.get_data()
    except HTTPException:  # larger than we take, or broken off
        return b""


def _answer_body(response: Response, content_type: str) -> bytes | None:
    is_text = "json" in content_type or content_type.startswith("text/")
    return response.get_data() if is_text and response.is_sequence else None
