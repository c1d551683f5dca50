"""Ids in a path: refused before anything else in the request is looked at."""

import re

from flask import request

from backend.base.refusals import Rejected
from contract import session_id
from contract.hints import Code

_OTHER_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")
_PAYMENT_ID = re.compile(r"(?!\s)[^\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,200}(?<!\s)")
"""Whatever payStatus takes: a payment system's ids are its own."""


def check_path_ids() -> None:
    """Raises Rejected for a malformed id. Register it before the requests of a blueprint."""
    for name, value in (request.view_args or {}).items():
        if name == "session_id":
            _check_session_id(value)
        elif name == "payment_id":
            _check(_PAYMENT_ID, name, value, "1 to 200 printable characters")
        elif name.endswith("_id"):
            _check(_OTHER_ID, name, value, "1 to 100 letters, digits, _ or -")


def _check(form: re.Pattern[str], name: str, value: str, wanted: str) -> None:
    if not form.fullmatch(value):
        detail = f"Malformed {name}: {wanted} are expected"
        raise Rejected(Code.PATH_ID_MALFORMED, detail, field=name, received=value[:60], expected=wanted)


def _check_session_id(value: str) -> None:
    if session_id.parse(value) is None:
        detail = f"Malformed session_id: {session_id.FORM} is expected, with a real date and time"
        mistake = Code(session_id.mistakes(value)[0])
        raise Rejected(mistake, detail, received=value[:60], expected=session_id.FORM)
