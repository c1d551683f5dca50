"""The wire part of a call: what came and went, as whoever stood between client and server saw it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from contract.masking import mask_headers, mask_query, mask_raw
from contract.messages.explanation import Explanation
from contract.messages.journal import Connection, Sent
from journal.bodies import masked_body, stored
from journal.file import Row
from journal.layout import WIRE
from journal.text import LONGEST
from kernel.moment import microseconds


class Wire(NamedTuple):
    """`key` is what its account is found by. `real_time` is when nothing more could come of the call, and `duration`
    is in seconds before that. `status` is None where there was no answer, also none that got lost. A size may go
    beyond what is kept of a body; the answer's is None where nobody counted. `announced` and `received` are bytes of
    the request's body on the wire. Headers are lines of a head, without the first one. Nothing is masked yet.
    """

    key: int
    request_id: str
    real_time: datetime
    duration: float
    method: str
    path: str
    query: str
    client_ip: str
    user_agent: str
    content_type: str
    request_body: bytes
    request_size: int
    status: int | None
    answer_type: str
    answer_body: bytes | None
    """None for what isn't text, or wasn't held up to be kept."""
    answer_size: int | None
    sent: Sent | None = Sent.WHOLE
    target: str | None = None
    """As the client wrote it, without the query."""
    request_version: str | None = None
    request_headers: str = ""
    request_head_size: int | None = None
    announced: int | None = None
    received: int | None = None
    answer_version: str | None = None
    answer_headers: str = ""
    answer_head_size: int | None = None
    connection: Connection | None = None
    undone: str | None = None
    """Why a hit was not carried out."""
    explanation: Explanation | None = None
    """Of a call that the server never got."""
    raw: bytes = b""
    """The beginning of what could not be read as a request, of which most of the above is empty then."""


def wire_row(wire: Wire) -> Row:
    """Masked."""
    return (
        wire.key,
        wire.request_id,
        microseconds(wire.real_time),
        int(wire.duration * 1_000_000),
        wire.method,
        wire.target,
        wire.path,
        mask_query(wire.query) if wire.query else "",
        quoted(wire.raw) if wire.raw else None,
        wire.client_ip,
        *((None, None) if wire.connection is None else (wire.connection.id, wire.connection.call)),
        wire.user_agent,
        wire.status,
        wire.sent,
        wire.undone,
        *_refusal(wire.explanation),
        wire.announced,
        wire.received,
        wire.request_version,
        wire.request_head_size,
        mask_headers(wire.request_headers[:LONGEST]),
        wire.content_type,
        *stored(masked_body(wire.request_body), wire.request_size),
        wire.answer_version,
        wire.answer_head_size,
        mask_headers(wire.answer_headers[:LONGEST]),
        wire.answer_type,
        *stored(wire.answer_body and masked_body(wire.answer_body), wire.answer_size),
        "",
        0,
    )


def gap_row(dropped: int, real_time: datetime) -> Row:
    """In place of calls, or of accounts of calls, that found no room."""
    told: Mapping[str, object] = {"real_time": microseconds(real_time), "tags": "", "dropped": dropped}
    return tuple(told.get(column) for column in WIRE)


def quoted(raw: bytes) -> str:
    """Masked, in ASCII: any other byte as an escape such as \\x16."""
    return mask_raw(raw.decode("latin-1")).encode("unicode_escape").decode("ascii")


def _refusal(explanation: Explanation | None) -> tuple[str | None, str | None]:
    if explanation is None:
        return None, None
    return explanation.code, json.dumps(explanation.model_dump(), ensure_ascii=False)
