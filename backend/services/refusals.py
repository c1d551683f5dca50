"""Why a use case refuses. Each refusal bears a stable code, for explanations beside the documented answer."""

from enum import StrEnum
from typing import Any

from contract.messages.errors import FieldError


class Code(StrEnum):
    """Stable names of the reasons; texts in other languages hang on them."""

    FIELD_INVALID = "FIELD_INVALID"
    SESSION_UNKNOWN = "SESSION_UNKNOWN"
    SESSION_EXPIRED = "SESSION_EXPIRED"
    SESSION_MISMATCH = "SESSION_MISMATCH"
    SESSION_STATE = "SESSION_STATE"
    SESSION_PAID = "SESSION_PAID"
    MACHINE_MISMATCH = "MACHINE_MISMATCH"
    USER_NOT_REGISTERED = "USER_NOT_REGISTERED"
    DESIGN_MISSING = "DESIGN_MISSING"
    SOLD_OUT = "SOLD_OUT"
    BLANK_GONE = "BLANK_GONE"
    AMOUNT_MISMATCH = "AMOUNT_MISMATCH"
    TRANSACTION_USED = "TRANSACTION_USED"
    ORDER_UNKNOWN = "ORDER_UNKNOWN"
    ORDER_STATE = "ORDER_STATE"
    EQUIPMENT_UNKNOWN = "EQUIPMENT_UNKNOWN"
    JOB_STATE = "JOB_STATE"
    JOB_CLAIMED = "JOB_CLAIMED"
    CURSOR_MALFORMED = "CURSOR_MALFORMED"


class Refusal(Exception):
    """A use case can't be done, and changed nothing."""

    def __init__(self, code: Code, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class Rejected(Refusal):
    """What is asked contradicts the present state or itself."""


class NotFound(Refusal):
    """There is no such thing."""


class Gone(Refusal):
    """The session has expired."""


class Conflict(Refusal):
    """Somebody else holds it."""


class Invalid(Refusal):
    """Fields of a request can't be used."""

    def __init__(self, errors: list[FieldError]) -> None:
        super().__init__(Code.FIELD_INVALID, "Validation failed: " + "; ".join(_sentence(one) for one in errors))
        self.errors = errors


def invalid(field: str, message: str, received: Any) -> Invalid:
    """The refusal of one field."""
    return Invalid([FieldError(field=field, message=message, received_value=received)])


def _sentence(error: FieldError) -> str:
    return f"{error.field}: {error.message}"
