"""Where the live service differs from its own guides (docs/fidelity.md, "The live dialect")."""

from backend.base.refusals import NotFound, Refusal, TooMany
from backend.http.context import environment, present_kind, present_row
from backend.settings import Dialect
from contract import endpoints
from contract.hints import Code
from contract.kinds import MANUFACTURER
from contract.messages.printing import LiveFailure

_FAILING_SOFTLY = {
    endpoints.TRIGGER_PRINT,
    endpoints.PRINT_STATUS,
    endpoints.DOWNLOAD_LINKS,
    endpoints.BATCH_DOWNLOAD,
}


def live_failure(refusal: Refusal) -> LiveFailure | None:
    """What the live service answers, with a 200, where the guides have an error; None where it follows them."""
    if environment().settings.dialect is not Dialect.LIVE:
        return None
    if isinstance(refusal, TooMany):
        return _failure(429, refusal) if _hides_limits() else None
    is_unknown_order = isinstance(refusal, NotFound) and refusal.finding.code is Code.ORDER_UNKNOWN
    return _failure(404, refusal) if is_unknown_order and present_row() in _FAILING_SOFTLY else None


def _failure(status: int, refusal: Refusal) -> LiveFailure:
    return LiveFailure(success=False, error=f"{status}: {refusal.detail}")


def _hides_limits() -> bool:
    return present_kind() is MANUFACTURER and present_row() is not endpoints.TEST_CONNECTION
