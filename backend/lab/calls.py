"""All calls under /lab: their token, the ids in their paths and the names in their queries are looked at here."""

from flask import Blueprint, request

from backend.base.refusals import Unauthorised
from backend.http.context import environment, is_lab_token
from backend.http.paths import check_path_ids
from backend.http.queries import check_names
from backend.lab.clock import lab_clock
from backend.lab.events import lab_events
from backend.lab.faults import lab_faults
from backend.lab.journal import lab_journal
from backend.lab.ledger import lab_ledger
from backend.lab.money import money
from backend.lab.print_queue import print_queue
from backend.lab.sessions import lab_sessions
from backend.lab.snapshots import snapshots
from backend.lab.wait import lab_wait
from backend.lab.webhooks import lab_webhooks
from contract.hints import Code

PARTS = (
    lab_events,
    lab_wait,
    lab_clock,
    lab_sessions,
    lab_faults,
    lab_ledger,
    print_queue,
    money,
    snapshots,
    lab_webhooks,
)


def lab_calls(has_journal: bool) -> Blueprint:
    """Without a journal there are no calls to it either."""
    lab = Blueprint("lab", __name__)
    for check in (check_token, check_path_ids, check_names):
        lab.before_request(check)
    for part in (*PARTS, lab_journal) if has_journal else PARTS:
        lab.register_blueprint(part)
    return lab


def check_token() -> None:
    """Raises Unauthorised."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not is_lab_token(token):
        code = Code.TOKEN_WRONG if token else Code.TOKEN_MISSING
        file = environment().settings.lab_token_file
        raise Unauthorised(code, f"Send the token in the file {file} as `Authorization: Bearer ...`", file=file)
