"""The error shape of both guides, and the problem+json of the lab (RFC 9457)."""

from typing import Any

from pydantic import Field

from contract.messages.base import Answer, Timestamp


class FieldError(Answer):
    field: str
    message: str
    received_value: Any = None


class Error(Answer):
    detail: str
    validation_errors: list[FieldError] = Field(default_factory=list)
    timestamp: Timestamp | None = None


class Problem(Answer):
    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str | None = None
    """The stable code of the lab's explanation (contract/hints.py)."""
