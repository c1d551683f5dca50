"""Where the live service differs from its own guides (docs/fidelity.md, "The live dialect")."""

from flask import request

from backend.base.refusals import NotFound, Refusal, TooMany
from backend.http.context import environment
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
    """What the live service answers, with a 200, where the guides have an error; None where it follows them."""
    if environment().settings.dialect is not Dialect.LIVE:
        return None
    if isinstance(refusal, TooMany):
        return _failure(429, refusal) if _hides_limits() else None
    is_unknown_order = isinstance(refusal, NotFound) and refusal.finding.code is Code.ORDER_UNKNOWN
    return _failure(404, refusal) if is_unknown_order and _called() in _FAILING_SOFTLY else None


def _failure(status: int, refusal: Refusal) -> LiveFailure:
    return LiveFailure(success=False, error=f"{status}: {refusal.detail}")


def _hides_limits() -> bool:
    return request.path.startswith("/api/chinese/") and _called() != endpoints.TEST_CONNECTION.name


def _called() -> str:
    return (request.endpoint or "").rpartition(".")[2]
