"""What a pydantic model of the contract can't say by itself: readable errors, and bounds on free documents."""

import json
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from backend.base.refusals import FieldProblem, Invalid, invalid
from contract.field_codes import code_of
from contract.hints import Code
from contract.masking import mask_received
from contract.messages.base import Request, Text

RequestT = TypeVar("RequestT", bound=Request)
KILOBYTE = 1024
LONGEST_NAME = 100
"""Characters of a field's name, where its sender chooses that."""
_OF_A_KEY = "[key]"
"""What pydantic adds where a key, rather than its value, can't be used."""
_LARGEST_NUMBER = "1.7e308"
_TEXTS = TypeAdapter(list[Text])
_JSON_TYPES = {"dictionary": "object", "list": "array"}
"""Pydantic speaks Python; who sends JSON has other words for it."""


def validated(model: type[RequestT], document: Any, prefix: tuple[str, ...] = ()) -> RequestT:
    """The document as a request. Raises Invalid with one problem a field; `prefix` leads to the document."""
    try:
        return model.model_validate(document)
    except ValidationError as error:
        raise Invalid([_field_problem(one, prefix) for one in error.errors(include_url=False)]) from error


def _field_problem(error: ErrorDetails, prefix: tuple[str, ...]) -> FieldProblem:
    field = ".".join([*prefix, *(str(part)[:LONGEST_NAME] for part in error["loc"] if part != _OF_A_KEY)])
    code = code_of(error["type"])
    if code is Code.FIELD_MISSING:
        return FieldProblem(code, field, "Field is required")
    if code is Code.FIELD_UNKNOWN:
        return FieldProblem(code, field, "There is no such field; /lab/docs lists those that there are")
    return FieldProblem(code, field, error["msg"], mask_received(field, error["input"]), _expected(error))


def _expected(error: ErrorDetails) -> str | int | float | None:
    """What pydantic or our own validator says can be used: a limit, words, a type."""
    context = error.get("ctx", {})
    for name in ("expected", "max_length", "min_length", "ge", "le", "pattern"):
        if context.get(name) is not None:
            value: str | int | float = context[name]
            return value
    kind = error["msg"].removeprefix("Input should be a valid ")
    return _JSON_TYPES.get(kind, kind)


def check_document(field: str, document: dict[str, Any], kilobytes: int) -> None:
    """Raises Invalid when a free document is too large or holds texts or numbers that can't be stored."""
    try:
        _TEXTS.validate_python(_texts(document))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise invalid(Code.FIELD_TEXT, field, first["msg"], first["input"]) from error
    try:
        written = json.dumps(document, ensure_ascii=False, allow_nan=False)
    except ValueError as error:  # 1e999 is valid JSON, and infinite
        message = f"Must hold no number beyond {_LARGEST_NUMBER}"
        raise invalid(Code.FIELD_RANGE, field, message, document, _LARGEST_NUMBER) from error
    if len(written.encode()) > kilobytes * KILOBYTE:
        raise invalid(Code.FIELD_TOO_LARGE, field, f"Must be at most {kilobytes} KB of JSON", None, kilobytes)


def _texts(document: Any) -> list[str]:
    """All strings in a JSON document, its keys included."""
    found: list[str] = []
    pending = [document]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            pending.extend(value)
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)
    return found
