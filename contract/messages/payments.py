"""Sections 1 and 2 of the guides: what a session id looks like, and what payment systems report."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from contract.hints import Code
from contract.messages.base import Answer, Request, Text, Timestamp, problem
from contract.vocabulary import PaymentStatus


def _status(value: object) -> PaymentStatus:
    if isinstance(value, bool) or not isinstance(value, int):
        raise problem(Code.FIELD_TYPE, "Status must be an integer: 1, 2, 3, 4 or 5", "integer")
    if value not in set(PaymentStatus):
        raise problem(Code.FIELD_WORD, "Status must be one of: [1, 2, 3, 4, 5]", "1, 2, 3, 4, 5")
    return PaymentStatus(value)


def _payment_id(value: str) -> str:
    trimmed = value.strip()
    if not 1 <= len(trimmed) <= 200:
        code = Code.FIELD_TOO_LONG if trimmed else Code.FIELD_EMPTY
        raise problem(code, "Payment id must have 1 to 200 characters", "200")
    if "\n" in trimmed or "\t" in trimmed:
        raise problem(Code.FIELD_TEXT, "Payment id must be one line without tabs")
    return trimmed


PaymentId = Annotated[Text, AfterValidator(_payment_id)]


class ReportPayment(Request):
    """Body of `POST /api/chinese/order/payStatus`.

    2.2.0 has `third_id` and `message`, 2.1.0 has `payment_id` and `notes`. Which ids
    are there, and whether two of them are the same, is checked by the service.
    """

    third_id: PaymentId | None = None
    payment_id: PaymentId | None = None
    status: Annotated[PaymentStatus, BeforeValidator(_status)]
    message: Text | None = Field(default=None, max_length=500)
    notes: Text | None = Field(default=None, max_length=500)


class PaymentReported(Answer):
    success: bool
    message: str
    third_id: str
    payment_id: str
    status: PaymentStatus
    status_description: str
    msg: str
    """As the live service answers."""
    code: int
    """Likewise: 200."""


class PaymentState(Answer):
    """Answer of `GET /api/chinese/payment/{payment_id}/status`. The amount is in pence; None until it is known."""

    payment_id: str
    status: PaymentStatus
    status_description: str
    amount: int | None
    currency: str
    created_at: Timestamp
    updated_at: Timestamp


class FormatDetails(Answer):
    machine_id: str
    date_part: str
    time_part: str
    random_part: str


class ValidationResult(Answer):
    is_valid: bool
    format_details: FormatDetails | None
    security_level: str
    client_ip: str
    suggestions: list[str]


class SessionIdChecked(Answer):
    """Answer of `GET /api/chinese/debug/session-validation/{session_id}`."""

    session_id: str
    validation_result: ValidationResult
