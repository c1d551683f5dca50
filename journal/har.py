"""Calls as HAR 1.2, for the network panel of a browser's developer tools.

Chrome and Firefox refuse or misread a file without `pages`, or an entry without any of its members and timings. What
the format has no place for stands in `_lab`; `_resourceType` is Chrome's, which takes a call for a script without it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from contract.messages.journal import Content, RecordedCall

Node = dict[str, Any]
UNKNOWN = -1
"""Stands for a size or a time that nobody knows."""
_HTTP = "HTTP/1.1"
_CREATOR = {"name": "PimpMyCase rehearsal lab", "version": "0.1.0"}
_FACTS = {
    "request_id",
    "at",
    "route",
    "actor",
    "is_refused",
    "session_id",
    "order_id",
    "machine_id",
    "transaction_id",
    "codes",
    "explanation",
    "hit",
    "repeat",
    "tags",
}


def har(calls: Sequence[RecordedCall], base_url: str, comment: str) -> Node:
    """The calls, the first one first. `base_url` has no slash at its end. Gaps are left out."""
    made = sorted((call for call in calls if call.method is not None), key=lambda call: (_began(call), call.id))
    entries = [_entry(call, base_url) for call in made]
    return {"log": {"version": "1.2", "creator": _CREATOR, "pages": [], "entries": entries, "comment": comment}}


def _entry(call: RecordedCall, base_url: str) -> Node:
    duration = call.duration_ms or 0.0
    unknown = dict.fromkeys(("blocked", "dns", "connect", "ssl"), UNKNOWN)
    return {
        "startedDateTime": _began(call).isoformat(timespec="milliseconds"),
        "time": duration,
        "request": _request(call, base_url),
        "response": _response(call),
        "cache": {},
        "timings": unknown | {"send": 0, "wait": duration, "receive": 0},
        "comment": " ".join(filter(None, (call.request_id, call.actor, *call.codes))),
        "_resourceType": "fetch",
        "_lab": call.model_dump(mode="json", include=_FACTS),
    }


def _began(call: RecordedCall) -> datetime:
    """In real time: the journal has when the answer was ready."""
    return call.real_time - timedelta(milliseconds=call.duration_ms or 0.0)


def _request(call: RecordedCall, base_url: str) -> Node:
    query = f"?{call.query}" if call.query else ""
    headers = {"User-Agent": call.user_agent, "Content-Type": _type_of(call.request)}
    request: Node = {
        "method": call.method,
        "url": f"{base_url}{call.path}{query}",
        "httpVersion": _HTTP,
        "cookies": [],
        "headers": _pairs(headers),
        "queryString": [{"name": name, "value": value} for name, value in parse_qsl(call.query or "", True)],
        "headersSize": UNKNOWN,
        "bodySize": _size_of(call.request),
    }
    if call.request is not None and call.request.size:
        request["postData"] = {"mimeType": call.request.content_type, "params": [], **_text_of(call.request)}
    return request


def _response(call: RecordedCall) -> Node:
    """Status 0 is what browsers show for a call without an answer."""
    size = _size_of(call.answer)
    content = {"size": max(size, 0), "mimeType": _type_of(call.answer) or "x-unknown"}
    return {
        "status": call.status or 0,
        "statusText": _phrase(call.status),
        "httpVersion": _HTTP,
        "cookies": [],
        "headers": _pairs({"Content-Type": _type_of(call.answer)}),
        "content": content | (_text_of(call.answer) if call.answer else {}),
        "redirectURL": "",
        "headersSize": UNKNOWN,
        "bodySize": size if call.status else UNKNOWN,
    }


def _phrase(status: int | None) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else ""


def _pairs(headers: dict[str, str | None]) -> list[Node]:
    return [{"name": name, "value": value} for name, value in headers.items() if value]


def _type_of(content: Content | None) -> str:
    return content.content_type if content else ""


def _size_of(content: Content | None) -> int:
    return UNKNOWN if content is None or content.size is None else content.size


def _text_of(content: Content) -> Node:
    if content.body is None:
        return {"comment": "Not text, or a stream: not kept"}
    return {"text": content.body} | ({"comment": "Cut off"} if content.is_cut_off else {})
