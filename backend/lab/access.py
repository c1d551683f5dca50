"""The lab is for our own programs and for who sits at this computer: bearer token, Host header, no CORS.

Everything under /lab wants the token but the OpenAPI document and the pages, which hold no data. No answer bears a CORS
header, so that a page from elsewhere learns nothing and may send no Authorization.
"""

import socket
from functools import cache
from urllib.parse import urlsplit

from flask import Flask, Response, request

from backend.base.refusals import Forbidden, Unauthorised
from backend.http.context import environment, is_lab_token
from backend.rules.host import is_ours
from contract.hints import Code

LAB = "/lab"
LONGEST_HOST = 100
"""Characters of a foreign name that are quoted."""


def install_access(app: Flask) -> None:
    """Look at the Host header of each call under /lab, also of one that no route takes, and let nobody keep answers."""
    app.before_request(_check_host)
    app.after_request(_keep_nothing)


def check_token() -> None:
    """Raises Unauthorised. Register it before the requests of each blueprint under /lab."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not is_lab_token(token):
        code = Code.TOKEN_WRONG if token else Code.TOKEN_MISSING
        file = environment().settings.lab_token_file
        raise Unauthorised(code, f"Send the token in the file {file} as `Authorization: Bearer ...`", file=file)


def _check_host() -> None:
    """Raises Forbidden for a call that came by a name that isn't ours."""
    if not _is_lab():
        return
    host = request.environ.get("HTTP_HOST", "")
    if not is_ours(host, _names(environment().settings.public_url)):
        shown = host[:LONGEST_HOST]
        detail = f"The lab doesn't answer as {shown!r}: use an address of this computer, or start it with --public-url"
        raise Forbidden(Code.HOST_FOREIGN, detail, field="Host", received=shown)


def _keep_nothing(response: Response) -> Response:
    if _is_lab():
        response.headers["Cache-Control"] = "no-store"
    return response


def _is_lab() -> bool:
    path = request.path
    return path.startswith(LAB) and path[len(LAB) : len(LAB) + 1] in {"", "/"}


@cache
def _names(public_url: str) -> frozenset[str]:
    """This computer's, as it calls itself and as others in its network may (mDNS), and the one that we are told."""
    own = socket.gethostname().lower()
    short = own.partition(".")[0]
    return frozenset({own, short, f"{short}.local", (urlsplit(public_url).hostname or "").lower()} - {""})
