"""Calls as HAR 1.2, for the network panel of a browser's developer tools.

Chrome and Firefox refuse or misread a file without `pages`, or an entry without any of its members and timings, and
WebKit an entry that belongs to no page: so each session is a page. What the format has no place for stands in `_lab`;
`_resourceType` is Chrome's, which takes a call for a script without it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from contract.messages.journal import Content, RecordedCall, Sent
from journal.uris import encoded_query, target_of, uri_of

Node = dict[str, Any]
UNKNOWN = -1
"""Stands for a size or a time that nobody knows."""
UNKNOWN_VERSION = "unknown"
OF_NO_SESSION = "no-session"
"""The page of calls that no session has made."""
_NOT_SEEN = {
    Sent.PART: "the client got a part of this answer",
    Sent.NOTHING: "the client never saw an answer",
}
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
    "undone",
    "sent",
    "target",
    "announced",
    "received",
    "connection",
    "raw",
    "repeat",
    "tags",
}


def har(calls: Sequence[RecordedCall], base_url: str, comment: str) -> Node:
    """The calls, the first one first. `base_url` has no slash at its end. Gaps are left out."""
    made = sorted((call for call in calls if call.method is not None), key=lambda call: (_began(call), call.id))
    entries = [_entry(call, base_url) for call in made]
    log = {"version": "1.2", "creator": _CREATOR, "pages": _pages(made), "entries": entries, "comment": comment}
    return {"log": log}


def _pages(made: Iterable[RecordedCall]) -> list[Node]:
    """In the order in which they began."""
    pages: dict[str, Node] = {}
    for call in made:
        page = _page_of(call)
        title = "Calls of no session" if page == OF_NO_SESSION else f"Session {page}"
        timings = {"onContentLoad": UNKNOWN, "onLoad": UNKNOWN}
        pages.setdefault(page, {"startedDateTime": _started(call), "id": page, "title": title, "pageTimings": timings})
    return list(pages.values())


def _page_of(call: RecordedCall) -> str:
    return call.session_id or OF_NO_SESSION


def _entry(call: RecordedCall, base_url: str) -> Node:
    duration = call.duration_ms or 0.0
    unknown = dict.fromkeys(("blocked", "dns", "connect", "ssl"), UNKNOWN)
    entry: Node = {
        "pageref": _page_of(call),
        "startedDateTime": _started(call),
        "time": duration,
        "request": _request(call, base_url),
        "response": _response(call),
        "cache": {},
        "timings": unknown | {"send": 0, "wait": duration, "receive": 0},
        "comment": _comment(call),
        "_resourceType": "fetch",
        "_sent": call.sent,
        "_lab": call.model_dump(mode="json", include=_FACTS),
    }
    return entry | _connection(call)


def _connection(call: RecordedCall) -> Node:
    """HAR's own member, and the one that Chrome reads."""
    return {} if call.connection is None else dict.fromkeys(("connection", "_connectionId"), call.connection.id)


def _comment(call: RecordedCall) -> str:
    """What is to be seen at a glance: HAR has one status, whether or not its answer arrived."""
    undone = call.undone and f"the fault was not carried out: {call.undone}"
    facts = (*call.codes, call.sent and _NOT_SEEN.get(call.sent), undone)
    return ", ".join(filter(None, (f"{call.request_id} {call.actor}", *facts)))


def _started(call: RecordedCall) -> str:
    return _began(call).isoformat(timespec="milliseconds")


def _began(call: RecordedCall) -> datetime:
    """In real time: the journal has when the answer was ready."""
    return call.real_time - timedelta(milliseconds=call.duration_ms or 0.0)


def _request(call: RecordedCall, base_url: str) -> Node:
    target = target_of(call.path or "") if call.target is None else call.target
    query = call.query or ""
    request: Node = {
        "method": call.method,
        "url": uri_of(base_url, target, query),
        "httpVersion": _version_of(call.request),
        "cookies": [],
        "headers": _headers(call.request),
        "queryString": [{"name": name, "value": value} for name, value in parse_qsl(encoded_query(query), True)],
        "headersSize": _head_size_of(call.request),
        "bodySize": _size_of(call.request) if call.received is None else call.received,
        "_announced": call.announced,
    }
    if call.raw is not None:
        request["postData"] = {
            "mimeType": "text/plain",
            "params": [],
            "text": call.raw,
            "comment": "Quoted",
        }
    elif call.request is not None and call.request.size:
        request["postData"] = {"mimeType": call.request.content_type, "params": [], **_text_of(call.request)}
    return request


def _response(call: RecordedCall) -> Node:
    """Status 0 is what browsers show for a call without an answer."""
    size = _size_of(call.answer)
    content = {"size": max(size, 0), "mimeType": _type_of(call.answer) or "x-unknown"}
    return {
        "status": call.status or 0,
        "statusText": _phrase(call.status),
        "httpVersion": _version_of(call.answer),
        "cookies": [],
        "headers": (headers := _headers(call.answer)),
        "content": content | (_text_of(call.answer) if call.answer else {}),
        "redirectURL": next((one["value"] for one in headers if one["name"].lower() == "location"), ""),
        "headersSize": _head_size_of(call.answer),
        "bodySize": size if call.status else UNKNOWN,
    }


def _phrase(status: int | None) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else ""


def _headers(content: Content | None) -> list[Node]:
    return [header.model_dump() for header in content.headers] if content else []


def _version_of(content: Content | None) -> str:
    return content.version if content and content.version else UNKNOWN_VERSION


def _head_size_of(content: Content | None) -> int:
    return UNKNOWN if content is None or content.head_size is None else content.head_size


def _type_of(content: Content | None) -> str:
    return content.content_type if content else ""


def _size_of(content: Content | None) -> int:
    return UNKNOWN if content is None or content.size is None else content.size


def _text_of(content: Content) -> Node:
    if content.body is None:
        return {"comment": "Not text, or a stream: not kept"}
    return {"text": content.body} | ({"comment": "Cut off"} if content.is_cut_off else {})
