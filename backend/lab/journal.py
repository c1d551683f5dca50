"""The journal: what was called, and what came of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

from flask import Blueprint, Flask, Response, current_app

from backend.base.refusals import Busy, NotFound
from backend.http.answers import answer, encode
from backend.http.bodies import read
from backend.http.own_address import own_address
from backend.http.queries import malformed, read_query
from backend.http.routing import serves
from contract import lab_endpoints
from contract.hints import Code
from contract.messages.journal import TagCalls
from contract.messages.journal_query import CallConditions, ChangeCalls, FindCalls
from contract.surface import named, nearest
from journal.call import Call
from journal.counting import count_calls
from journal.editing import remove_calls, tag_calls
from journal.errors import InUse
from journal.filters import conditions_of, filter_of
from journal.har import har
from journal.journal import Journal
from journal.limits import LIMITS
from journal.reading import read_call, read_calls

PAUSE = 1
"""Seconds after which an edit that found the journal busy may come again."""
_KEY = "journal"
QueryT = TypeVar("QueryT", bound=CallConditions)

lab_journal = Blueprint("lab_journal", __name__)


def install_journal(app: Flask, journal: Journal[Call]) -> None:
    """What is recorded from now on is written down; `stop_journal` ends it."""
    app.extensions[_KEY] = journal
    journal.start()


def stop_journal(app: Flask) -> None:
    """Write what isn't written yet. Does nothing for an app without a journal."""
    journal = journal_of(app)
    if journal is not None:
        journal.stop()


def journal_of(app: Flask) -> Journal[Call] | None:
    """None for an app without one."""
    return cast("Journal[Call] | None", app.extensions.get(_KEY))


@serves(lab_journal, lab_endpoints.JOURNAL)
def calls() -> Response:
    return answer(read_calls(_journal(), filter_of(_wanted(FindCalls))))


@serves(lab_journal, lab_endpoints.JOURNAL_CALL)
def call(request_id: str) -> Response:
    found = read_call(_journal(), request_id)
    if found is None:
        kept = f"the last {LIMITS.kept_calls} calls, for at most {LIMITS.kept_for.days} days"
        detail = f"The journal has no call {request_id}; it keeps {kept}"
        raise NotFound(Code.CALL_UNKNOWN, detail, request_id=request_id)
    return answer(found)


@serves(lab_journal, lab_endpoints.COUNT_CALLS)
def count() -> Response:
    return answer(count_calls(_journal(), conditions_of(_wanted(CallConditions))))


@serves(lab_journal, lab_endpoints.TAG_CALLS)
def tag() -> Response:
    wanted = conditions_of(_wanted(ChangeCalls))
    with _unless_in_use():
        return answer(tag_calls(_journal(), wanted, read(TagCalls).tag))


@serves(lab_journal, lab_endpoints.REMOVE_CALLS)
def remove() -> Response:
    wanted = conditions_of(_wanted(ChangeCalls))
    with _unless_in_use():
        return answer(remove_calls(_journal(), wanted))


@serves(lab_journal, lab_endpoints.EXPORT_HAR)
def export() -> Response:
    found = read_calls(_journal(), filter_of(_wanted(FindCalls)))
    comment = f"There may be more calls: ask again from {found.next} on" if found.next else "All that were asked for"
    document = har(found.calls, own_address(), comment)
    headers = {"Content-Disposition": 'attachment; filename="pimpmycase-lab.har"'}
    return Response(encode(document), mimetype="application/json", headers=headers)


def _wanted(model: type[QueryT]) -> QueryT:
    """Raises Rejected, also for a call that there isn't: to find nothing would look as if nobody had called."""
    query = read_query(model)
    if query.route is not None and not named(query.route):
        suggestion = nearest(query.route)
        wanted = f"must be the path or the name of a call; the nearest is {suggestion}"
        raise malformed("route", query.route, wanted, expected=suggestion)
    return query


@contextmanager
def _unless_in_use() -> Iterator[None]:
    """Raises Busy while another program holds the journal."""
    try:
        yield
    except InUse as error:
        raise Busy(Code.DATABASE_BUSY, "Another program holds the journal", PAUSE) from error


def _journal() -> Journal[Call]:
    return cast("Journal[Call]", current_app.extensions[_KEY])
