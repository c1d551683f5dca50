"""What stands behind the ? of a call: parameters, each of which comes as a text."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

from contract.hints import Code
from contract.messages.base import problem

LARGEST_CURSOR = 2**63 - 1


class Query(BaseModel):
    """The parameters of one call; the docstring of a field describes it in the document. It has texts to read, or what
    a program of ours asks for. What the documented calls don't know they ignore before it comes here."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, allow_inf_nan=False)


def _flag(value: object) -> object:
    words = {"true": True, "false": False}
    if not isinstance(value, str):
        return value
    if value.lower() not in words:
        raise problem(Code.QUERY_MALFORMED, "must be true or false")
    return words[value.lower()]


def _moment(value: object) -> object:
    """A `+` in a query that isn't encoded arrives as a space."""
    if not isinstance(value, str):
        return value
    try:
        found = datetime.fromisoformat(value.replace(" ", "+"))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        message = "must be a time with its zone (RFC 3339), such as 2025-08-04T14:30:22Z"
        raise problem(Code.QUERY_MALFORMED, message)
    return found


def _cursor(value: object) -> object:
    if isinstance(value, str) and (not re.fullmatch("[0-9]{1,19}", value) or int(value) > LARGEST_CURSOR):
        message = "must be the `next` of an earlier answer, or the id of a call, such as 1204"
        raise problem(Code.CURSOR_MALFORMED, message)
    return value


Id = Annotated[str, Field(pattern="^[A-Za-z0-9_-]{1,100}$")]
Flag = Annotated[bool, BeforeValidator(_flag)]
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    PlainSerializer(datetime.isoformat, return_type=str),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "maxLength": 0}]}),
]
Cursor = Annotated[int, BeforeValidator(_cursor), WithJsonSchema({"type": "string", "pattern": "^[0-9]{0,19}$"})]
