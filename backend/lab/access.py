"""The lab is for our own programs and for who sits at this computer: Host header, no CORS, and nobody keeps answers.

No answer bears a CORS header, so that a page from elsewhere learns nothing and may send no Authorization.
"""

from flask import Response, request

from backend.base.refusals import Forbidden
from backend.http.context import present_kind
from backend.http.own_address import own_names
from backend.rules.host import is_ours
from contract.hints import Code
from contract.kinds import Access

LONGEST_HOST = 100
"""Characters of a foreign name that are quoted."""


def check_host() -> None:
    """Raises Forbidden for a call of the lab, also of one that no route takes, by a name that isn't ours."""
    if present_kind().access is Access.ANYBODY:
        return
    host = request.environ.get("HTTP_HOST", "")
    if not is_ours(host, own_names()):
        shown = host[:LONGEST_HOST]
        detail = f"The lab doesn't answer as {shown!r}: use an address of this computer, or start it with --public-url"
        raise Forbidden(Code.HOST_FOREIGN, detail, field="Host", received=shown)


def keep_nothing(response: Response) -> Response:
    """What the lab says is true for a moment."""
    if present_kind().access is not Access.ANYBODY:
        response.headers["Cache-Control"] = "no-store"
    return response
