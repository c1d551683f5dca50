"""A call as a row: worked out and masked."""

import json
import logging
from collections.abc import Callable
from datetime import datetime

from contract.masking import mask_query, mask_text
from contract.messages.explanation import Explanation
from contract.messages.journal import Repeat
from faults.hit import Hit
from journal.call import Call
from journal.file import Row
from journal.subjects import subjects_of
from journal.text import LONGEST, decode
from kernel.moment import microseconds

Explain = Callable[[Call], Explanation | None]
logger = logging.getLogger(__name__)
_PROGRAMS = ("kiosk", "station", "shopper", "demo", "rehearsal")


def row_of(call: Call, explain: Explain, repeat: Repeat | None) -> Row:
    """`explain` sees the bodies and the query masked, so that nothing gets into the journal through its commands."""
    masked = _masked(call)
    return (
        call.request_id,
        microseconds(call.at),
        microseconds(call.real_time),
        int(call.duration * 1_000_000),
        call.method,
        call.path,
        masked.query,
        call.route,
        call.status,
        _is_refused(call),
        actor_of(call),
        call.user_agent,
        *subjects_of(call),
        "".join(f" {finding.code} " for finding in call.findings),
        "",
        call.content_type,
        *_content(masked.request_body, len(call.request_body)),
        call.answer_type,
        *_content(masked.answer_body, len(call.answer_body or b"")),
        _explanation(masked, explain),
        0,
        *_hit(call.hit),
        *((None, None) if repeat is None else (repeat.request_id, repeat.by)),
    )


def gap_row(dropped: int, at: datetime, real_time: datetime) -> Row:
    """In place of calls that found no room."""
    times = (microseconds(at), microseconds(real_time))
    return (None, *times, *[None] * 6, False, *[None] * 6, "", "", *[None] * 9, dropped, *[None] * 4)


def actor_of(call: Call) -> str:
    """Our own programs by their names, everybody else by their address."""
    if call.program is None:
        return f"client {call.client_ip}"
    return next((name for name in _PROGRAMS if name in call.program), "program")


def _masked(call: Call) -> Call:
    query = mask_query(call.query) if call.query else ""
    request_body, answer_body = _masked_body(call.request_body), call.answer_body and _masked_body(call.answer_body)
    if (query, request_body, answer_body) == (call.query, call.request_body, call.answer_body):
        return call
    return call._replace(query=query, request_body=request_body, answer_body=answer_body)


def _masked_body(body: bytes) -> bytes:
    decoded = decode(body)
    if not decoded.text:
        return body
    masked = mask_text(decoded.text)
    return body if masked == decoded.text else decoded.encode(masked)


def _is_refused(call: Call) -> bool:
    """The live dialect hides refusals in a success."""
    is_hidden = bool(call.findings) and b'"success": false' in (call.answer_body or b"")
    return is_hidden or (call.status is not None and call.status >= 400)


def _hit(hit: Hit | None) -> tuple[str | None, str | None]:
    return (None, None) if hit is None else (hit.fault, hit.effect)


def _content(body: bytes | None, size: int) -> tuple[str | None, int | None, str | None]:
    if body is None:
        return None, None, None
    text, charset = decode(body)
    return charset, size, None if text is None else text[:LONGEST]


def _explanation(call: Call, explain: Explain) -> str | None:
    if not call.findings:
        return None
    try:
        explanation = explain(call)
    except Exception:  # the edge of the journal: a call without an explanation is worth keeping
        logger.exception("journal: %s %s could not be explained", call.method, call.path)
        return None
    return None if explanation is None else _storable(json.dumps(explanation.model_dump(), ensure_ascii=False))


def _storable(text: str) -> str:
    """A lone surrogate, which no file takes, is escaped."""
    return text.encode("utf-8", "backslashreplace").decode()
