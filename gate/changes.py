"""Answers of a foreign server as a fault makes them: an error in its place, or its own, changed."""

import gzip
import json
import re
import zlib
from datetime import datetime
from http import HTTPStatus
from typing import Any

from contract.messages.base import JsonObject
from gate.framing import END_OF_HEAD, BadFraming, unchunk, values_of

PAUSES = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
PAUSE = 5
"""Seconds of `Retry-After`."""


def message(status: int, content_type: str, body: bytes, headers: dict[str, str]) -> bytes:
    """A whole answer."""
    lines = {"Content-Type": content_type, "Content-Length": str(len(body)), **headers}
    head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n" + "".join(f"{n}: {v}\r\n" for n, v in lines.items())
    return head.encode() + b"\r\n" + body


def for_method(method: bytes, answer: bytes) -> bytes:
    """HEAD gets no body."""
    return answer[: answer.index(b"\r\n\r\n") + 4] if method == b"HEAD" else answer


def error_answer(status: int, detail: str, now: datetime, closes: bool = False) -> bytes:
    """The error shape of both guides; `closes` says that the connection ends with it."""
    timestamp = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    document = {"detail": detail, "validation_errors": [], "timestamp": timestamp}
    headers = {"Retry-After": str(PAUSE)} if status in PAUSES else {}
    if closes:
        headers["Connection"] = "close"
    return message(status, "application/json", json.dumps(document).encode(), headers)


def text_answer(status: int, text: str) -> bytes:
    """Words of the gate itself, which are no answer of any server."""
    return message(status, "text/plain; charset=utf-8", text.encode(), {"Connection": "close"})


def problem_answer(status: int, code: str, detail: str) -> bytes:
    """The lab's error shape (RFC 9457), for a call that comes again a little later."""
    title = HTTPStatus(status).phrase
    document = {"type": "about:blank", "title": title, "status": status, "detail": detail, "code": code}
    later = {"Retry-After": "1", "Connection": "close"}
    return message(status, "application/problem+json", json.dumps(document).encode(), later)


def with_content_type(answer: bytes, content_type: str) -> bytes:
    head, body = _split(answer)
    return _with_header(head, b"Content-Type", content_type.encode()) + body


def with_fields(answer: bytes, fields: JsonObject) -> bytes:
    """Every object of a JSON answer with fields that it doesn't have yet; any other answer as it is."""
    head, body = _split(answer)
    try:
        document = json.loads(_plain(head, body))
    except (ValueError, OSError, EOFError, zlib.error, BadFraming, RecursionError):
        return answer
    # A lone surrogate stays the escape that it came as: no UTF-8 has it.
    extended = json.dumps(_extended(document, fields), ensure_ascii=False).encode("utf-8", "backslashreplace")
    head = _without(_without(head, b"Transfer-Encoding"), b"Content-Encoding")
    return _with_header(head, b"Content-Length", str(len(extended)).encode()) + extended


def _split(answer: bytes) -> tuple[bytes, bytes]:
    end = END_OF_HEAD.search(answer)
    return (answer, b"") if end is None else (answer[: end.end()], answer[end.end() :])


def _plain(head: bytes, body: bytes) -> bytes:
    """The body without chunks and compression. Raises what that raises."""
    lowered = head.lower()
    if values_of(lowered, b"transfer-encoding") == [b"chunked"]:
        body = unchunk(body)
    return gzip.decompress(body) if values_of(lowered, b"content-encoding") == [b"gzip"] else body


def _without(head: bytes, name: bytes) -> bytes:
    return re.sub(rb"(?i)\r\n%b:[^\r\n]*" % name, b"", head)


def _with_header(head: bytes, name: bytes, value: bytes) -> bytes:
    return b"%b%b: %b\r\n\r\n" % (_without(head, name)[:-2], name, value)


def _extended(document: Any, fields: JsonObject) -> Any:
    if isinstance(document, list):
        return [_extended(item, fields) for item in document]
    if isinstance(document, dict):
        return {**fields, **{name: _extended(value, fields) for name, value in document.items()}}
    return document
