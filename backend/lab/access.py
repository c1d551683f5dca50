"""The lab is for our own programs: whoever calls it bears its token."""

from flask import request

from backend.api.context import is_lab_token
from backend.services.refusals import Unauthorised
from contract.hints import Code


def check_token() -> None:
    """Raises Unauthorised. Register it before the requests of each blueprint under /lab."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not is_lab_token(token):
        code = Code.TOKEN_WRONG if token else Code.TOKEN_MISSING
        raise Unauthorised(code, "Send the lab's token as `Authorization: Bearer ...`")
