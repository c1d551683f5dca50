"""Columns that hold what SQLite has no type for. Each is typed for the checker as what a row shows."""

import json
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar, cast

import peewee

from kernel.moment import microseconds
from kernel.moment import moment as numbered

if TYPE_CHECKING:
    _Integer = peewee.IntegerField[Any]
    _Text = peewee.TextField[Any]
else:  # peewee's fields are generic in its stubs only
    _Integer = peewee.IntegerField
    _Text = peewee.TextField

WordT = TypeVar("WordT", bound=StrEnum)


class _Moment(_Integer):
    """A moment in UTC as whole microseconds since 1970: exact, and sorted by number."""

    def db_value(self, value: datetime | None) -> int | None:
        return None if value is None else microseconds(value)

    def python_value(self, value: int | None) -> datetime | None:
        return None if value is None else numbered(value)


class _Json(_Text):
    """A JSON document as text."""

    def db_value(self, value: object) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, allow_nan=False)

    def python_value(self, value: str | None) -> Any:
        return None if value is None else json.loads(value)


class _Word(_Text):
    """One word of a vocabulary; the table refuses any other."""

    def __init__(self, vocabulary: type[StrEnum], column: str) -> None:
        self.vocabulary = vocabulary
        words = ", ".join(f"'{word.value}'" for word in vocabulary)
        super().__init__(constraints=[peewee.Check(f"{column} IN ({words})")])

    def python_value(self, value: str) -> StrEnum:
        return self.vocabulary(value)


def moment(index: bool = False) -> "peewee.Field[datetime]":
    return cast("peewee.Field[datetime]", _Moment(index=index))


def optional_moment() -> "peewee.Field[datetime | None]":
    return cast("peewee.Field[datetime | None]", _Moment(null=True))


def document() -> "peewee.Field[dict[str, Any]]":
    return cast("peewee.Field[dict[str, Any]]", _Json())


def optional_document() -> "peewee.Field[dict[str, Any] | None]":
    return cast("peewee.Field[dict[str, Any] | None]", _Json(null=True))


def texts() -> "peewee.Field[list[str]]":
    return cast("peewee.Field[list[str]]", _Json())


def optional_texts() -> "peewee.Field[list[str] | None]":
    return cast("peewee.Field[list[str] | None]", _Json(null=True))


def word(vocabulary: type[WordT], column: str) -> "peewee.Field[WordT]":
    return cast("peewee.Field[WordT]", _Word(vocabulary, column))


def reference(table: str, column: str) -> "list[peewee.Node]":
    """A foreign key as a constraint: a plain, typed column, and no query behind an attribute."""
    return [peewee.SQL(f"REFERENCES {table} ({column})")]
