"""The server's account of a call: which of its calls this is, whom it is about, what was found wrong, and why."""

import json
import logging
from collections.abc import Callable

from contract.masking import mask_query
from contract.messages.explanation import Explanation
from contract.messages.journal import Repeat
from faults.hit import Hit
from journal.bodies import masked_body, stored
from journal.call import Call
from journal.file import Row
from journal.repeats import Repeats
from journal.rows import Rows
from journal.subjects import subjects_of
from journal.wire import Wire, wire_row
from kernel.moment import microseconds

Explain = Callable[[Call], Explanation | None]
logger = logging.getLogger(__name__)
_PROGRAMS = ("kiosk", "station", "shopper", "demo", "rehearsal")


class Accounts:
    """Asked about each call in turn, in the order of their answers."""

    def __init__(self, explain: Explain) -> None:
        self._explain = explain
        self._repeats = Repeats()

    def rows_of(self, call: Call) -> Rows:
        """The wire part as well, where nobody has stood before the server to see it."""
        account = account_row(call, self._explain, self._repeats.of(call))
        return Rows(None if call.is_on_wire else wire_row(_wire_of(call)), account)


def account_row(call: Call, explain: Explain, repeat: Repeat | None) -> Row:
    """`explain` sees the bodies and the query masked, so that nothing gets into the journal through its commands."""
    refused = _masked(call) if call.findings else None
    return (
        call.key,
        call.request_id,
        microseconds(call.at),
        microseconds(call.real_time),
        call.method,
        call.route,
        call.status,
        _is_refused(call),
        actor_of(call),
        *subjects_of(call),
        "".join(f" {finding.code} " for finding in call.findings),
        None if refused is None else stored(refused.request_body, None)[2],
        None if refused is None else _explanation(refused, explain),
        *_hit(call.hit),
        *((None, None) if repeat is None else (repeat.request_id, repeat.by)),
    )


def actor_of(call: Call) -> str:
    """Our own programs by their names, everybody else by their address."""
    if call.program is None:
        return f"client {call.client_ip}"
    return next((name for name in _PROGRAMS if name in call.program), "program")


def _wire_of(call: Call) -> Wire:
    """As far as the server itself can tell, which has no heads as they were written."""
    return Wire(
        key=call.key,
        request_id=call.request_id,
        real_time=call.real_time,
        duration=call.duration,
        method=call.method,
        path=call.path,
        query=call.query,
        client_ip=call.client_ip,
        user_agent=call.user_agent,
        content_type=call.content_type,
        request_body=call.request_body,
        request_size=len(call.request_body),
        status=call.status,
        answer_type=call.answer_type,
        answer_body=call.answer_body,
        answer_size=None if call.answer_body is None else len(call.answer_body),
        request_headers=_lines({"User-Agent": call.user_agent, "Content-Type": call.content_type}),
        answer_headers=_lines({"Content-Type": call.answer_type}),
    )


def _lines(headers: dict[str, str]) -> str:
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)


def _masked(call: Call) -> Call:
    return call._replace(
        query=mask_query(call.query),
        request_body=masked_body(call.request_body),
        answer_body=call.answer_body and masked_body(call.answer_body),
    )


def _is_refused(call: Call) -> bool:
    """The live dialect hides refusals in a success."""
    is_hidden = bool(call.findings) and b'"success": false' in (call.answer_body or b"")
    return is_hidden or (call.status is not None and call.status >= 400)


def _hit(hit: Hit | None) -> tuple[str | None, str | None]:
    return (None, None) if hit is None else (hit.fault, hit.effect)


def _explanation(call: Call, explain: Explain) -> str | None:
    try:
        explanation = explain(call)
    except Exception:  # the edge of the journal: a call without an explanation is worth keeping
        logger.exception("journal: %s %s could not be explained", call.method, call.path)
        return None
    return None if explanation is None else _storable(json.dumps(explanation.model_dump(), ensure_ascii=False))


def _storable(text: str) -> str:
    """A lone surrogate, which no file takes, is escaped."""
    return text.encode("utf-8", "backslashreplace").decode()
