"""What queries say in SQLite's own words."""

from collections.abc import Collection
from typing import Any

import peewee


def one_of(values: Collection[object]) -> peewee.Select:
    """For `in_` in composed queries: however many values there are, they go as one, a JSON text."""
    return peewee.Select(from_list=[peewee.fn.json_each(values)], columns=[peewee.SQL("value")])


def among(parameter: str) -> str:
    """The same in SQL, after a column: of a JSON text."""
    return f"IN (SELECT value FROM json_each(:{parameter}))"  # noqa: S608 (a parameter of ours)


def field_of(document: "peewee.Field[Any]", name: str) -> peewee.Function:
    """What a JSON column has under that name."""
    return peewee.fn.json_extract(document, f"$.{name}")


def real_seconds() -> peewee.Cast:
    """Unix seconds of the computer's clock, the same for every process on the file."""
    return peewee.fn.strftime("%s", "now").cast("INTEGER")


def without_index(column: "peewee.Field[Any]") -> peewee.NodeList:
    """The column's value, looked up in no index: for a condition that another index serves better."""
    return peewee.NodeList((peewee.SQL("+"), column), glue="")


def distinct(left: peewee.Node, right: object) -> peewee.Expression:
    """Whether two values differ, of which either may be missing; two that are missing don't."""
    return peewee.Expression(left, "IS NOT", right)
