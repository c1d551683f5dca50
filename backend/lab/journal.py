"""GET /lab/journal: what was called, and what came of it."""

from typing import cast

from flask import Blueprint, Flask, Response, current_app, request

from backend.api.answers import answer
from backend.api.paths import check_path_ids
from backend.journal.filters import parse_filter
from backend.journal.journal import Journal
from backend.journal.reading import read_call, read_calls
from backend.journal.recording import install_recording
from backend.lab.access import check_token

_KEY = "journal"

lab_journal = Blueprint("lab_journal", __name__, url_prefix="/lab/journal")
lab_journal.before_request(check_token)
lab_journal.before_request(check_path_ids)


def install_journal(app: Flask, journal: Journal) -> None:
    """From now on each call goes into the journal; `stop_journal` ends it. Install it before what changes answers."""
    app.extensions[_KEY] = journal
    install_recording(app, journal.record, journal.clock, journal.real_time)
    app.register_blueprint(lab_journal)
    journal.start()


def stop_journal(app: Flask) -> None:
    """Write what isn't written yet. Does nothing for an app without a journal."""
    journal: Journal | None = app.extensions.get(_KEY)
    if journal is not None:
        journal.stop()


@lab_journal.get("")
def calls() -> Response:
    return answer(read_calls(_journal(), parse_filter(request.args)))


@lab_journal.get("/<request_id>")
def call(request_id: str) -> Response:
    return answer(read_call(_journal(), request_id))


def _journal() -> Journal:
    return cast(Journal, current_app.extensions[_KEY])
