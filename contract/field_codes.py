"""Which code explains what pydantic says of a field."""

from contract.hints import Code

_CODES = {
    "missing": Code.FIELD_MISSING,
    "extra_forbidden": Code.FIELD_UNKNOWN,
    "string_too_short": Code.FIELD_EMPTY,
    "too_short": Code.FIELD_EMPTY,
    "string_too_long": Code.FIELD_TOO_LONG,
    "too_long": Code.FIELD_TOO_LONG,
    "greater_than_equal": Code.FIELD_RANGE,
    "less_than_equal": Code.FIELD_RANGE,
    "string_pattern_mismatch": Code.FIELD_PATTERN,
    "string_unicode": Code.FIELD_TEXT,
}
"""What isn't here is a wrong type."""


def code_of(kind: str) -> Code:
    """Of a kind of error: one of pydantic's own, or the code that a validator of ours raised as its kind."""
    return Code(kind) if kind in set(Code) else _CODES.get(kind, Code.FIELD_TYPE)
