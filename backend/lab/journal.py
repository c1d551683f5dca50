"""The journal: what was called, and what came of it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar, cast

from flask import Blueprint, Flask, Response, current_app, request

from backend.base.refusals import Busy, NotFound, Rejected
from backend.http.answers import answer, encode
from backend.http.bodies import read
from backend.http.paths import check_path_ids
from backend.http.recording import install_recording
from backend.http.routing import serves
from backend.lab.access import check_token
from contract import lab_endpoints
from contract.hints import Code
from contract.messages.journal import TagCalls
from journal.call import Call
from journal.counting import count_calls
from journal.editing import remove_calls, tag_calls
from journal.errors import InUse, Unmeant
from journal.filters import parse_change, parse_conditions, parse_filter
from journal.har import har
from journal.journal import Journal
from journal.limits import LIMITS
from journal.reading import read_call, read_calls

PAUSE = 1
"""Seconds after which an edit that found the journal busy may come again."""
_KEY = "journal"
Asked = TypeVar("Asked")

lab_journal = Blueprint("lab_journal", __name__)
lab_journal.before_request(check_token)
lab_journal.before_request(check_path_ids)


def install_journal(app: Flask, journal: Journal[Call]) -> None:
    """From now on each call goes into the journal; `stop_journal` ends it. Install it before what changes answers."""
    app.extensions[_KEY] = journal
    install_recording(app, journal.record)
    app.register_blueprint(lab_journal)
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
    return answer(read_calls(_journal(), _asked(parse_filter)))


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
    return answer(count_calls(_journal(), _asked(parse_conditions)))


@serves(lab_journal, lab_endpoints.TAG_CALLS)
def tag() -> Response:
    wanted = _asked(parse_change)
    with _unless_in_use():
        return answer(tag_calls(_journal(), wanted, read(TagCalls).tag))


@serves(lab_journal, lab_endpoints.REMOVE_CALLS)
def remove() -> Response:
    wanted = _asked(parse_change)
    with _unless_in_use():
        return answer(remove_calls(_journal(), wanted))


@serves(lab_journal, lab_endpoints.EXPORT_HAR)
def export() -> Response:
    found = read_calls(_journal(), _asked(parse_filter))
    comment = f"There may be more calls: ask again from {found.next} on" if found.next else "All that were asked for"
    document = har(found.calls, request.host_url.rstrip("/"), comment)
    headers = {"Content-Disposition": 'attachment; filename="pimpmycase-lab.har"'}
    return Response(encode(document), mimetype="application/json", headers=headers)


def _asked(parse: Callable[[Mapping[str, str]], Asked]) -> Asked:
    """What the query asks for. Raises Rejected for anything that can't be meant."""
    try:
        return parse(request.args)
    except Unmeant as error:
        raise Rejected(error.code, str(error), **error.facts) from error


@contextmanager
def _unless_in_use() -> Iterator[None]:
    """Raises Busy while another program holds the journal."""
    try:
        yield
    except InUse as error:
        raise Busy(Code.DATABASE_BUSY, "Another program holds the journal", PAUSE) from error


def _journal() -> Journal[Call]:
    return cast("Journal[Call]", current_app.extensions[_KEY])
