"""GET /lab/ledger: do money and goods agree?"""

from typing import cast

from flask import Blueprint, Flask, Response, current_app

from backend.http.answers import answer
from backend.http.context import environment
from backend.http.routing import serves
from backend.lab.journal import journal_of
from backend.ledger.answer import read_ledger
from backend.ledger.ledger import Ledger
from contract import lab_endpoints

_KEY = "ledger"

lab_ledger = Blueprint("lab_ledger", __name__)


def install_ledger(app: Flask, ledger: Ledger) -> None:
    """What it judges beside requests it hears of from the journal."""
    app.extensions[_KEY] = ledger


@serves(lab_ledger, lab_endpoints.LEDGER)
def show() -> Response:
    """Everything that was called before is judged."""
    journal = journal_of(current_app)
    if journal is not None:
        journal.flush()
    ledger = cast(Ledger, current_app.extensions[_KEY])
    ledger.judge_now()
    return answer(read_ledger(environment()))
