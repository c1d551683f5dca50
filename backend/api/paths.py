"""Ids in a path: refused before anything else in the request is looked at."""

import re

from flask import request
from werkzeug.exceptions import BadRequest

from backend.rules import session_id

_OTHER_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")


def check_path_ids() -> None:
    """Raises BadRequest for a malformed id. Register it before the requests of a blueprint."""
    for name, value in (request.view_args or {}).items():
        if name == "session_id":
            _check_session_id(value)
        elif not _OTHER_ID.fullmatch(value):
            raise BadRequest(f"Malformed {name}: 1 to 100 letters, digits, _ or - are expected")


def _check_session_id(value: str) -> None:
    if session_id.parse(value) is None:
        raise BadRequest(f"Malformed session_id: {session_id.FORM} is expected, with a real date and time")
