"""The journal: what was called, and what came of it."""

from typing import cast

from flask import Blueprint, Flask, Response, current_app, request

from backend.http.answers import answer, encode
from backend.http.bodies import read
from backend.http.context import environment_of
from backend.http.paths import check_path_ids
from backend.http.routing import serves
from backend.journal.counting import count_calls
from backend.journal.editing import remove_calls, tag_calls
from backend.journal.filters import parse_change, parse_conditions, parse_filter
from backend.journal.har import har
from backend.journal.journal import Journal
from backend.journal.reading import read_call, read_calls
from backend.journal.recording import install_recording
from backend.lab.access import check_token
from contract import lab_endpoints
from contract.messages.journal import TagCalls

_KEY = "journal"

lab_journal = Blueprint("lab_journal", __name__)
lab_journal.before_request(check_token)
lab_journal.before_request(check_path_ids)


def install_journal(app: Flask, journal: Journal) -> None:
    """From now on each call goes into the journal; `stop_journal` ends it. Install it before what changes answers."""
    app.extensions[_KEY] = journal
    install_recording(app, journal.record, journal.clock, environment_of(app).clock.real_time)
    app.register_blueprint(lab_journal)
    journal.start()


def stop_journal(app: Flask) -> None:
    """Write what isn't written yet. Does nothing for an app without a journal."""
    journal = journal_of(app)
    if journal is not None:
        journal.stop()


def journal_of(app: Flask) -> Journal | None:
    """None for an app without one."""
    return cast("Journal | None", app.extensions.get(_KEY))


@serves(lab_journal, lab_endpoints.JOURNAL)
def calls() -> Response:
    return answer(read_calls(_journal(), parse_filter(request.args)))


@serves(lab_journal, lab_endpoints.JOURNAL_CALL)
def call(request_id: str) -> Response:
    return answer(read_call(_journal(), request_id))


@serves(lab_journal, lab_endpoints.COUNT_CALLS)
def count() -> Response:
    return answer(count_calls(_journal(), parse_conditions(request.args)))


@serves(lab_journal, lab_endpoints.TAG_CALLS)
def tag() -> Response:
    return answer(tag_calls(_journal(), parse_change(request.args), read(TagCalls).tag))


@serves(lab_journal, lab_endpoints.REMOVE_CALLS)
def remove() -> Response:
    return answer(remove_calls(_journal(), parse_change(request.args)))


@serves(lab_journal, lab_endpoints.EXPORT_HAR)
def export() -> Response:
    found = read_calls(_journal(), parse_filter(request.args))
    comment = f"There may be more calls: ask again from {found.next} on" if found.next else "All that were asked for"
    document = har(found.calls, request.host_url.rstrip("/"), comment)
    headers = {"Content-Disposition": 'attachment; filename="pimpmycase-lab.har"'}
    return Response(encode(document), mimetype="application/json", headers=headers)


def _journal() -> Journal:
    return cast(Journal, current_app.extensions[_KEY])
