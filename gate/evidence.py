"""Rows of a journal out of what the gate has seen. Runs on the journal's thread, so that the gate's loop goes on."""

import re
import zlib
from typing import Any

from faults.routes import endpoint_at
from gate.explaining import explain
from gate.foreign_findings import findings_of
from gate.framing import END_OF_HEAD, BadFraming, unchunk, values_of
from gate.origin import path_of
from gate.recording import Seen
from journal.account import Accounts
from journal.call import Call
from journal.keys import request_id_of
from journal.quiet import is_kept
from journal.rows import Rows
from journal.wire import Wire, wire_row

MOST_UNPACKED = 1024 * 1024
"""Bytes of a compressed body."""
_GZIP = 31
"""zlib's word for gzip's own head and sum."""


def own_rows(seen: Seen) -> Rows:
    """Before our own server, which gives its account of the call itself."""
    wire = wire_of(seen)
    return Rows(wire_row(wire)) if is_kept(wire.path, wire.status) else Rows()


class ForeignRows:
    """Before a server that tells nothing: the account is what the contract's tables and the gate's own faults say."""

    def __init__(self) -> None:
        self._accounts = Accounts(explain)

    def rows_of(self, seen: Seen) -> Rows:
        wire = wire_of(seen)
        if wire.raw:
            return Rows(wire_row(wire))
        found = endpoint_at(wire.method, wire.path)
        call = _call(seen, wire, found[0].path if found else None)
        return Rows(wire_row(wire), self._accounts.rows_of(call).account)


def wire_of(seen: Seen) -> Wire:
    head, body, size = _answer(seen)
    answer_type = _header(head, b"content-type")
    return Wire(
        key=seen.key,
        request_id=request_id_of(seen.key),
        real_time=seen.ended,
        duration=seen.duration,
        client_ip=seen.peer.address,
        **_came(seen),
        status=int(head[9:12]) if head[9:12].isdigit() else None,
        answer_type=answer_type,
        answer_body=_plain(head, body) if "json" in answer_type or answer_type.startswith("text/") else None,
        answer_size=size if head else None,
        sent=seen.sent,
        answer_version=head.partition(b" ")[0].decode("latin-1") or None,
        answer_headers=_lines(head),
        answer_head_size=len(head) if head else None,
        connection=seen.connection,
        undone=seen.undone,
        explanation=seen.explanation,
    )


def _came(seen: Seen) -> dict[str, Any]:
    """What is known of the client's side, by the names of `Wire`."""
    request = seen.request
    if isinstance(request, bytes):
        nothing = dict.fromkeys(("method", "path", "query", "user_agent", "content_type"), "")
        return nothing | {"request_body": b"", "request_size": 0, "raw": request}
    target, _, query = request.target.partition(b"?")
    body = _unpacked(request.head.lowered, request.body) or b""
    return {
        "request_version": _version(request.head.raw),
        "method": request.method.decode("latin-1"),
        "target": target.decode("latin-1"),
        "path": path_of(target),
        "query": query.decode("latin-1"),
        "user_agent": _header(request.head.raw, b"user-agent"),
        "content_type": _header(request.head.raw, b"content-type"),
        "request_headers": _lines(request.head.raw),
        "request_head_size": len(request.head.raw),
        "announced": request.head.announced,
        "received": request.content.size,
        "request_body": body,
        "request_size": len(body),
    }


def _call(seen: Seen, wire: Wire, route: str | None) -> Call:
    return Call(
        key=wire.key,
        is_on_wire=True,
        request_id=wire.request_id,
        at=wire.real_time,
        real_time=wire.real_time,
        duration=wire.duration,
        method=wire.method,
        path=wire.path,
        query=wire.query,
        route=route,
        base_url="",
        status=wire.status,
        client_ip=wire.client_ip,
        user_agent=wire.user_agent,
        program=None,
        content_type=wire.content_type,
        request_body=wire.request_body,
        answer_type=wire.answer_type,
        answer_body=wire.answer_body,
        findings=findings_of(wire, seen.hit, route),
        hit=seen.hit,
    )


def _version(head: bytes) -> str:
    return head.partition(b"\n")[0].rstrip().rpartition(b" ")[2].decode("latin-1")


def _lines(head: bytes) -> str:
    """The lines behind the first one."""
    return head.partition(b"\n")[2].decode("latin-1")


def _answer(seen: Seen) -> tuple[bytes, bytes, int]:
    """Head, body as far as it is kept, and the body's whole size on the wire."""
    end = END_OF_HEAD.search(seen.answer)
    if end is None:
        return b"", b"", 0
    return seen.answer[: end.end()], seen.answer[end.end() :], seen.answer_size - end.end()


def _header(head: bytes, name: bytes) -> str:
    """As it was written; empty when it isn't there."""
    found = re.search(rb"(?i)\r\n%b:[ \t]*([^\r\n]*)" % name, head)
    return found[1].rstrip().decode("latin-1") if found else ""


def _plain(head: bytes, body: bytes) -> bytes | None:
    """The body without chunks and compression; None where nobody here can read it."""
    lowered = head.lower()
    if values_of(lowered, b"transfer-encoding"):
        try:
            body = unchunk(body)
        except BadFraming:
            return body
    return _unpacked(lowered, body)


def _unpacked(lowered: bytes, body: bytes) -> bytes | None:
    """Likewise, where there are no chunks."""
    codings = values_of(lowered, b"content-encoding")
    if not codings:
        return body
    try:
        return zlib.decompressobj(_GZIP).decompress(body, MOST_UNPACKED) if codings == [b"gzip"] else None
    except zlib.error:
        return None
