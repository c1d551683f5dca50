"""What a call is about: the ids in its path, its query, its request and its answer."""

import json
import re
from functools import cache, lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from contract import session_id
from journal.call import Call
from journal.text import LONGEST

LONGEST_ID = 200
_KINDS = {
    "session_id": "session_id",
    "session": "session_id",
    "order_id": "order_id",
    "machine_id": "machine_id",
    "machine": "machine_id",
    "transaction_id": "transaction_id",
    "payment_id": "transaction_id",
    "third_id": "transaction_id",
}
"""What each name of an id means, wherever it stands."""
_NAMES = [(f'"{name}"'.encode(), kind) for name, kind in _KINDS.items()]


class Subjects(NamedTuple):
    session_id: str | None = None
    order_id: str | None = None
    machine_id: str | None = None
    transaction_id: str | None = None


def subjects_of(call: Call) -> Subjects:
    """Of two ids the first counts: path, query, request, answer. Only the answers of changing calls are looked into."""
    found = _in_path(call)
    if call.query:
        found = _ids(parse_qsl(call.query)) | found
    if call.method != "GET":
        found = _in_document(call.request_body, found) | found
        if call.status is not None and call.status < 400:
            found = _in_document(call.answer_body or b"", found) | found
    machine_id = _machine_of(found["session_id"]) if "session_id" in found else None
    if machine_id is not None:
        found["machine_id"] = machine_id
    return Subjects(**found)


@lru_cache(maxsize=1000)
def _machine_of(session: str) -> str | None:
    """A kiosk asks for the same session again and again."""
    parts = session_id.parse(session)
    return parts.machine_id if parts else None


def _in_path(call: Call) -> dict[str, str]:
    if call.route is None:
        return _ids(("session_id", part) for part in call.path.split("/") if session_id.parse(part))
    if "{" not in call.route:
        return {}
    match = _pattern(call.route).fullmatch(call.path)
    return _ids(match.groupdict().items()) if match else {}


@cache
def _pattern(route: str) -> re.Pattern[str]:
    """Ids that others make may hold slashes and line ends."""
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(route)), re.DOTALL)


def _in_document(body: bytes, found: dict[str, str]) -> dict[str, str]:
    """Nothing when the body can't say more than was found: reading JSON costs more than looking for a name in it."""
    is_news = any(name in body for name, kind in _NAMES if kind not in found)
    if not is_news or len(body) > LONGEST:
        return {}
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return _ids(document.items()) if isinstance(document, dict) else {}


def _ids(pairs: Any) -> dict[str, str]:
    return {
        _KINDS[name]: value[:LONGEST_ID].encode("utf-8", "backslashreplace").decode()
        for name, value in pairs
        if name in _KINDS and isinstance(value, str)
    }
