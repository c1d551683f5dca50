"""Who may call: whoever sits at this computer and has the token, as at our own backend's /lab."""

import hmac
from http import HTTPStatus

from contract.hints import Code
from gate.lab.refusals import Refused
from hostkit.addresses import is_this_computer

LONGEST_HOST = 100
"""Characters of a foreign name that are quoted."""


def check_host(host: str) -> None:
    """A page elsewhere can let its own name lead to this computer (DNS rebinding). Raises Refused."""
    try:
        is_ours = is_this_computer(f"http://{host}")
    except ValueError:
        is_ours = False
    if not is_ours:
        detail = f"The gate's lab doesn't answer as {host[:LONGEST_HOST]!r}: use 127.0.0.1 or localhost"
        raise Refused(HTTPStatus.FORBIDDEN, Code.HOST_FOREIGN, detail)


def check_token(authorization: str, token: str | None) -> None:
    """Raises Refused."""
    scheme, _, sent = authorization.partition(" ")
    if token and scheme.casefold() == "bearer" and hmac.compare_digest(sent.encode(), token.encode()):
        return
    code = Code.TOKEN_WRONG if sent else Code.TOKEN_MISSING
    detail = "Send the token that the gate names at its start as `Authorization: Bearer ...`"
    raise Refused(HTTPStatus.UNAUTHORIZED, code, detail, {"WWW-Authenticate": "Bearer"})
