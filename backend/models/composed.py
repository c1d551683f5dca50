"""Queries that are composed once, for use cases that every sale goes through.

Composing one, as peewee does each time, takes up to ten times as long as SQLite takes to run it (docs/performance.md).
"""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, wraps
from inspect import signature
from typing import TypeVarTuple, cast

import peewee

from backend.models.table import Table
from kernel.moment import microseconds

Values = TypeVarTuple("Values")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a statement the argument with this number goes."""

    number: int


def composed(query: Callable[[*Values], peewee.Query]) -> Callable[[*Values], sqlite3.Cursor]:
    """Run the query with any arguments; it is asked once, with something that stands for each of them.

    So it must be the same query whatever they are. They are handed on as columns hold them: a moment as a number, a
    list as JSON, of which `one_of` makes rows.
    """

    @cache
    def compose() -> tuple[str, list[object]]:
        places = [peewee.Value(_Place(number), converter=False) for number in range(len(signature(query).parameters))]
        sql, values = query(*places).sql()  # type: ignore[arg-type]  # places stand for values of any type
        return sql, values

    @wraps(query)
    def run(*arguments: *Values) -> sqlite3.Cursor:
        sql, values = compose()
        given = [_stored(arguments[value.number]) if isinstance(value, _Place) else value for value in values]
        return cast("sqlite3.Cursor", Table._meta.database.execute_sql(sql, given))

    return run


def _stored(value: object) -> object:
    if isinstance(value, datetime):
        return microseconds(value)
    return json.dumps(value) if isinstance(value, list) else value
