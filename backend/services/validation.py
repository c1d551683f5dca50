"""What a pydantic model of the contract can't say by itself: readable errors, and bounds on free documents."""

import json
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from backend.services.refusals import Invalid, invalid
from contract.messages.base import Request, Text
from contract.messages.errors import FieldError

RequestT = TypeVar("RequestT", bound=Request)
KILOBYTE = 1024
_TEXTS = TypeAdapter(list[Text])


def validated(model: type[RequestT], document: Any, prefix: tuple[str, ...] = ()) -> RequestT:
    """The document as a request. Raises Invalid with one error a field; `prefix` leads to the document."""
    try:
        return model.model_validate(document)
    except ValidationError as error:
        raise Invalid([_field_error(one, prefix) for one in error.errors(include_url=False)]) from error


def _field_error(error: ErrorDetails, prefix: tuple[str, ...]) -> FieldError:
    field = ".".join([*prefix, *(str(part) for part in error["loc"])])
    missing = error["type"] == "missing"
    message = "Field is required" if missing else error["msg"].removeprefix("Value error, ")
    return FieldError(field=field, message=message, received_value=None if missing else error["input"])


def check_document(field: str, document: dict[str, Any], kilobytes: int) -> None:
    """Raises Invalid when a free document is too large or holds text that can't be stored."""
    try:
        _TEXTS.validate_python(_texts(document))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise invalid(field, first["msg"].removeprefix("Value error, "), first["input"]) from error
    if len(json.dumps(document, ensure_ascii=False).encode()) > kilobytes * KILOBYTE:
        raise invalid(field, f"Must be at most {kilobytes} KB of JSON", None)


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
