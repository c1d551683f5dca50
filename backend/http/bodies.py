"""JSON on its way in: from bytes to a request of the contract, refused in the documented order."""

import json
from typing import Any, TypeVar

from flask import request

from backend.base.refusals import Rejected, WrongType
from backend.base.validation import validated
from contract.hints import Code
from contract.messages.base import Request

RequestT = TypeVar("RequestT", bound=Request)
DEEPEST = 50
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def read(model: type[RequestT]) -> RequestT:
    """The body as a request. Raises WrongType (415), Rejected (400) and Invalid (422)."""
    return validated(model, read_object())


def read_object() -> dict[str, Any]:
    """The body as a JSON object. Raises WrongType (415) and Rejected (400)."""
    _check_content_type()
    return json_object(request.get_data())


def json_object(data: bytes) -> dict[str, Any]:
    """Of a key that comes twice the last one counts, as most JSON readers do. Raises Rejected."""
    document = _parse(_decode(data))
    if not isinstance(document, dict):
        raise Rejected(Code.BODY_NOT_OBJECT, "Body must be a JSON object", arrived=type(document).__name__)
    if _depth(document) > DEEPEST:
        raise Rejected(Code.BODY_TOO_DEEP, f"Body is nested deeper than {DEEPEST} levels", deepest=DEEPEST)
    return document


def _check_content_type() -> None:
    if request.is_json:
        return
    detail = "Content-Type must be application/json"
    if not request.mimetype:
        raise WrongType(Code.CONTENT_TYPE_MISSING, detail)
    code = Code.CONTENT_TYPE_FORM if request.mimetype in _FORMS else Code.CONTENT_TYPE_OTHER
    raise WrongType(code, detail, content_type=request.mimetype[:100])


def _decode(data: bytes) -> str:
    """UTF-8, with or without a byte order mark; editors on Windows like to write one."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Rejected(
            Code.BODY_NOT_UTF8,
            f"Body is not valid JSON: byte {error.start} is not UTF-8",
            byte=error.start,
            charset="GBK" if _is_gbk(data) else "another charset",
        ) from error
    if not text.strip():
        raise Rejected(Code.BODY_EMPTY, "Body is not valid JSON: it is empty")
    return text


def _is_gbk(data: bytes) -> bool:
    try:
        data.decode("gbk")
    except UnicodeDecodeError:
        return False
    return True


def _parse(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        detail = f"Body is not valid JSON: {error}"
        raise Rejected(Code.BODY_NOT_JSON, detail, line=error.lineno, column=error.colno) from error
    except ValueError as error:  # a whole number of thousands of digits
        raise Rejected(Code.BODY_NOT_A_NUMBER, f"Body is not valid JSON: {error}", number="too long") from error
    except RecursionError as error:
        raise Rejected(Code.BODY_TOO_DEEP, "Body is nested too deeply", deepest=DEEPEST) from error


def _refuse_constant(name: str) -> None:
    raise Rejected(Code.BODY_NOT_A_NUMBER, f"Body is not valid JSON: {name} is not a JSON number", number=name)


def _depth(document: object) -> int:
    depth, level = 0, [document]
    while level:
        depth += 1
        level = [item for value in level for item in _items(value) if isinstance(item, dict | list)]
    return depth


def _items(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
