"""The `Lab-Hint` header: why a call was refused, or what was understood otherwise than its sender may think."""

from flask import Response, g

from backend.base.texts import hint
from contract.hints import HEADER, MOST_HINTS, format_hints


def add_hints(response: Response) -> Response:
    """Nothing where nothing was found."""
    findings = g.get("findings")
    if findings:
        response.headers[HEADER] = format_hints([hint(one, g.request_id) for one in findings[:MOST_HINTS]])
    return response
