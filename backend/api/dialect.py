"""Where the live service differs from its own guides (decisions, "The live dialect")."""

from flask import request

from backend.api.context import environment
from backend.services.refusals import NotFound, Refusal
from backend.settings import Dialect
from contract import endpoints
from contract.hints import Code
from contract.messages.printing import LiveFailure

_FAILING_SOFTLY = {
    endpoint.name
    for endpoint in (
        endpoints.TRIGGER_PRINT,
        endpoints.PRINT_STATUS,
        endpoints.DOWNLOAD_LINKS,
        endpoints.BATCH_DOWNLOAD,
    )
}


def live_failure(refusal: Refusal) -> LiveFailure | None:
    """What the live service answers instead of a 404, with a 200; None where it answers as documented."""
    is_unknown_order = isinstance(refusal, NotFound) and refusal.finding.code is Code.ORDER_UNKNOWN
    if not is_unknown_order or environment().settings.dialect is not Dialect.LIVE:
        return None
    name = (request.endpoint or "").rpartition(".")[2]
    return LiveFailure(success=False, error=f"404: {refusal.detail}") if name in _FAILING_SOFTLY else None
