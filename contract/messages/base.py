"""What all messages share: strict requests, tolerant answers, and the field types of the guides."""

import ipaddress
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from contract.hints import Code
from kernel.money import Money

LARGEST_PENCE = 2**53
"""Beyond it a JSON number, which most readers keep as a double, isn't exact to the penny."""


class Request(BaseModel):
    """A request body. Types are taken as documented ("30" is no integer); unknown keys are ignored."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True, use_attribute_docstrings=True)


class LabRequest(Request):
    """A body of the lab's own calls. Unknown keys are refused: a misspelled condition would widen what is asked for."""

    model_config = ConfigDict(extra="forbid")


class Answer(BaseModel):
    """An answer body. A client tolerates keys that it doesn't know."""

    model_config = ConfigDict(
        extra="ignore",
        frozen=True,
        use_attribute_docstrings=True,
        json_schema_mode="serialization",  # type: ignore[typeddict-unknown-key]  # openapi-pydantic's own key
        json_schema_mode_override="serialization",
        json_schema_serialization_defaults_required=True,
    )


def format_time(moment: datetime) -> str:
    """RFC 3339, UTC, `Z`, whole seconds: the form of every time in an answer."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def problem(code: Code, message: str, expected: str | int | None = None, **context: Any) -> PydanticCustomError:
    """What a validator raises: `code` explains it; `expected` says what can be used, where that is a short thing.

    `received` is named where it isn't the value as it came, and `field` where several are looked at together.
    """
    return PydanticCustomError(code.value, message, {"expected": expected, **context})


def _plain_text(value: str) -> str:
    for character in value:
        if unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t":
            raise problem(Code.FIELD_TEXT, "Text must not hold control characters or lone surrogates")
    return value


def _in_utc(moment: datetime) -> datetime:
    """A foreign server may leave the zone out; the guides mean UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _money(value: object) -> Money:
    if isinstance(value, Money):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise problem(Code.AMOUNT_TYPE, "Amount must be a JSON number of pounds, such as 21.99")
    try:
        amount = Money.from_pounds(value)
    except ValueError as error:
        raise problem(Code.AMOUNT_DECIMALS, str(error)) from error
    if abs(amount.pence) > LARGEST_PENCE:
        raise problem(Code.AMOUNT_RANGE, "Amount is beyond all bounds")
    return amount


def _ip_address(value: str) -> str:
    try:
        if value:
            ipaddress.ip_address(value)
        if "%" in value:  # anything may follow it, such as a megabyte or NUL
            raise ValueError("An address on a wire has no zone")
    except ValueError as error:
        raise problem(Code.FIELD_ADDRESS, "Must be an IP address, such as 192.168.1.100") from error
    return value


def one_of(words: type[StrEnum]) -> Callable[[object, ValidationInfo], Any]:
    """A validator that refuses other words with the sentence of the guides' example error."""

    def choose(value: object, info: ValidationInfo) -> Any:
        if isinstance(value, str) and value in set(words):
            return words(value)
        name = str(info.field_name).replace("_", " ").capitalize()
        message = f"{name} must be one of: {[word.value for word in words]}"
        raise problem(Code.FIELD_WORD, message, ", ".join(word.value for word in words))

    return choose


PRINTABLE = r"^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f]*$"
Text = Annotated[str, AfterValidator(_plain_text), Field(json_schema_extra={"pattern": PRINTABLE})]
IpAddress = Annotated[str, AfterValidator(_ip_address)]
Timestamp = Annotated[datetime, AfterValidator(_in_utc), PlainSerializer(format_time, return_type=str)]
Amount = Annotated[
    Money,
    BeforeValidator(_money),
    PlainSerializer(lambda amount: amount.pounds, return_type=float),
    WithJsonSchema({"type": "number", "description": "Pounds, with at most two decimals"}),
]
JsonObject = dict[str, Any]
