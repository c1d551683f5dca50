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
    PlainSerializer,
    ValidationInfo,
)

from contract.money import Money


class Request(BaseModel):
    """A request body. Types are taken as documented ("30" is no integer); unknown keys are ignored."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class Answer(BaseModel):
    """An answer body. A client tolerates keys that it doesn't know."""

    model_config = ConfigDict(extra="ignore", frozen=True)


def format_time(moment: datetime) -> str:
    """RFC 3339, UTC, `Z`, whole seconds: the form of every time in an answer."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _plain_text(value: str) -> str:
    for character in value:
        if unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t":
            raise ValueError("Text must not hold control characters or lone surrogates")
    return value


def _in_utc(moment: datetime) -> datetime:
    """A foreign server may leave the zone out; the guides mean UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _money(value: object) -> Money:
    if isinstance(value, Money):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("Amount must be a JSON number of pounds, such as 21.99")
    return Money.from_pounds(value)


def _ip_address(value: str) -> str:
    if value:
        ipaddress.ip_address(value)
    return value


def one_of(words: type[StrEnum]) -> Callable[[object, ValidationInfo], Any]:
    """A validator that refuses other words with the sentence of the guides' example error."""

    def choose(value: object, info: ValidationInfo) -> Any:
        if isinstance(value, str) and value in set(words):
            return words(value)
        name = str(info.field_name).replace("_", " ").capitalize()
        raise ValueError(f"{name} must be one of: {[word.value for word in words]}")

    return choose


Text = Annotated[str, AfterValidator(_plain_text)]
IpAddress = Annotated[str, AfterValidator(_ip_address)]
Timestamp = Annotated[datetime, AfterValidator(_in_utc), PlainSerializer(format_time, return_type=str)]
Amount = Annotated[Money, BeforeValidator(_money), PlainSerializer(lambda amount: amount.pounds, return_type=float)]
JsonObject = dict[str, Any]
