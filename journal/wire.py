"""The wire part of a call: what came and went, as whoever stood between client and server saw it."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from contract.masking import mask_query
from journal.bodies import masked_body, stored
from journal.file import Row
from kernel.moment import microseconds


class Sent(StrEnum):
    """How much of an answer its client was sent."""

    WHOLE = "whole"
    PART = "part"
    NOTHING = "nothing"


class Wire(NamedTuple):
    """`key` is what its account is found by. `real_time` is when nothing more could come of the call, and `duration`
    is in seconds before that. `status` is None where there was no answer, also none that got lost. A size may go
    beyond what is kept of a body; the answer's is None where nobody counted. Nothing is masked yet.
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
    sent: Sent = Sent.WHOLE


def wire_row(wire: Wire) -> Row:
    """Masked."""
    return (
        wire.key,
        wire.request_id,
        microseconds(wire.real_time),
        int(wire.duration * 1_000_000),
        wire.method,
        wire.path,
        mask_query(wire.query) if wire.query else "",
        wire.client_ip,
        wire.user_agent,
        wire.status,
        wire.sent,
        wire.content_type,
        *stored(masked_body(wire.request_body), wire.request_size),
        wire.answer_type,
        *stored(wire.answer_body and masked_body(wire.answer_body), wire.answer_size),
        "",
        0,
    )


def gap_row(dropped: int, real_time: datetime) -> Row:
    """In place of calls, or of accounts of calls, that found no room."""
    return (None, None, microseconds(real_time), *[None] * 16, "", dropped)
