"""The evidence: searched, counted, tagged, removed, and given as HAR."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from typing import NamedTuple, TypeVar

from contract import lab_endpoints
from contract.endpoint import Endpoint
from contract.hints import Code
from contract.messages.journal import TagCalls
from contract.messages.journal_query import CallConditions, ChangeCalls, FindCalls
from contract.surface import named, nearest
from gate.lab.asked import Asked
from gate.lab.refusals import Refused
from gate.lab.replies import document_reply, reply
from gate.lab.table import Call
from journal.counting import count_calls
from journal.editing import remove_calls, tag_calls
from journal.errors import InUse
from journal.filters import conditions_of, filter_of
from journal.har import har
from journal.limits import LIMITS
from journal.reading import Readable, read_call, read_calls

QueryT = TypeVar("QueryT", bound=CallConditions)
PAUSE = 1
"""Seconds after which an edit that found the journal busy may come again."""


class Evidence(NamedTuple):
    """`server` is what the calls' addresses begin with, without a slash at its end."""

    journal: Readable
    server: str


def journal_calls(evidence: Evidence) -> Mapping[Endpoint, Call]:
    handlers = {
        lab_endpoints.JOURNAL: _find,
        lab_endpoints.EXPORT_HAR: _export,
        lab_endpoints.JOURNAL_CALL: _one,
        lab_endpoints.COUNT_CALLS: _count,
        lab_endpoints.TAG_CALLS: _tag,
        lab_endpoints.REMOVE_CALLS: _remove,
    }
    return {endpoint: partial(handler, evidence) for endpoint, handler in handlers.items()}


def _find(evidence: Evidence, asked: Asked) -> bytes:
    return reply(read_calls(evidence.journal, filter_of(_wanted(asked, FindCalls))))


def _one(evidence: Evidence, asked: Asked) -> bytes:
    request_id = asked.id("request_id")
    found = read_call(evidence.journal, request_id)
    if found is None:
        kept = f"the last {LIMITS.kept_calls} calls, for at most {LIMITS.kept_for.days} days"
        detail = f"The journal has no call {request_id}; it keeps {kept}"
        raise Refused(HTTPStatus.NOT_FOUND, Code.CALL_UNKNOWN, detail)
    return reply(found)


def _count(evidence: Evidence, asked: Asked) -> bytes:
    return reply(count_calls(evidence.journal, conditions_of(_wanted(asked, CallConditions))))


def _tag(evidence: Evidence, asked: Asked) -> bytes:
    wanted = conditions_of(_wanted(asked, ChangeCalls))
    with _unless_in_use():
        return reply(tag_calls(evidence.journal, wanted, asked.read(TagCalls).tag))


def _remove(evidence: Evidence, asked: Asked) -> bytes:
    wanted = conditions_of(_wanted(asked, ChangeCalls))
    with _unless_in_use():
        return reply(remove_calls(evidence.journal, wanted))


def _export(evidence: Evidence, asked: Asked) -> bytes:
    found = read_calls(evidence.journal, filter_of(_wanted(asked, FindCalls)))
    comment = f"There may be more calls: ask again from {found.next} on" if found.next else "All that were asked for"
    headers = {"Content-Disposition": 'attachment; filename="pimpmycase-lab.har"'}
    return document_reply(har(found.calls, evidence.server, comment), headers)


def _wanted(asked: Asked, model: type[QueryT]) -> QueryT:
    """Raises Refused, also for a call that no table has: to find nothing would look as if nobody had called."""
    query = asked.read_query(model)
    if query.route is not None and not named(query.route):
        detail = f"route must be the path or the name of a documented call; the nearest is {nearest(query.route)}"
        raise Refused(HTTPStatus.BAD_REQUEST, Code.QUERY_MALFORMED, f"{detail}. Others are found by `q`")
    return query


@contextmanager
def _unless_in_use() -> Iterator[None]:
    """Raises Refused while another program holds the journal."""
    try:
        yield
    except InUse as error:
        headers = {"Retry-After": str(PAUSE)}
        detail = "Another program holds the journal"
        raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, Code.DATABASE_BUSY, detail, headers) from error
