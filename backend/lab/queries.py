"""What stands behind the ? of a call to the lab: read, or refused in words."""

import re
from enum import StrEnum
from typing import TypeVar

from flask import request

from backend.base.refusals import Rejected
from contract.hints import Code

WordT = TypeVar("WordT", bound=StrEnum)


def word(name: str, vocabulary: type[WordT]) -> WordT | None:
    """Raises Rejected for a word that isn't among them."""
    text = request.args.get(name)
    try:
        return None if text is None else vocabulary(text)
    except ValueError as error:
        raise _malformed(name, f"one of: {', '.join(vocabulary)}", text) from error


def limit(usual: int, most: int) -> int:
    """How many are wanted. Raises Rejected for what is no number, or too high."""
    text = request.args.get("limit", str(usual))
    if not re.fullmatch("[0-9]{1,9}", text) or not 1 <= int(text) <= most:
        raise _malformed("limit", f"a whole number from 1 to {most}", text)
    return int(text)


def seconds(name: str) -> float:
    """Raises Rejected for what is no number."""
    text = request.args.get(name, "0")
    try:
        return float(text)
    except ValueError as error:
        raise _malformed(name, "a number of seconds", text) from error


def _malformed(name: str, wanted: str, text: str | None) -> Rejected:
    received = (text or "")[:50]
    detail = f"{name} must be {wanted}, not {received!r}"
    return Rejected(Code.QUERY_MALFORMED, detail, field=name, received=received, expected=None)
