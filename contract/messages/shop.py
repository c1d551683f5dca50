"""The shopper's phone: `POST /shop/session/{session_id}/progress`, the one call that no guide has."""

from typing import Annotated

from pydantic import BeforeValidator

from contract.messages.base import Answer, JsonObject, Request, Timestamp, one_of
from contract.vocabulary import SessionStatus, UserProgress


class ReportProgress(Request):
    user_progress: Annotated[UserProgress, BeforeValidator(one_of(UserProgress))]
    """`designing` or `design_complete`; the other steps have documented calls of their own."""
    order_data: JsonObject | None = None
    """The design so far, in the form of order-summary, for the machine's live preview."""


class ProgressStatus(Answer):
    status: SessionStatus
    user_progress: UserProgress
    expires_at: Timestamp
    last_activity: Timestamp


class ProgressReported(Answer):
    success: bool
    message: str
    session_status: ProgressStatus
