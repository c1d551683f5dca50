"""The statements that rows are found, made and changed with, composed once for all rows of a table.

Composing them anew, as peewee does for every query, takes longer than SQLite takes to run them (docs/performance.md).
The words in them are names of tables and columns; values travel apart.
"""

from functools import cache
from typing import Any, cast

import peewee


def key_of(table: type[peewee.Model]) -> "peewee.Field[Any]":
    """The column of the primary key."""
    return cast("peewee.Field[Any]", table._meta.primary_key)


@cache
def selection(table: type[peewee.Model]) -> str:
    """One row by its key, its columns in the table's order."""
    columns = ", ".join(f'"{field.column_name}"' for field in table._meta.sorted_fields)
    key = key_of(table).column_name
    return f'SELECT {columns} FROM "{table._meta.table_name}" WHERE "{key}" = ?'  # noqa: S608 (names of ours)


@cache
def insertion(table: type[peewee.Model], names: tuple[str, ...]) -> str:
    """A new row with these fields."""
    columns = ", ".join(f'"{table._meta.fields[name].column_name}"' for name in names)
    marks = ", ".join("?" * len(names))
    return f'INSERT INTO "{table._meta.table_name}" ({columns}) VALUES ({marks})'  # noqa: S608 (likewise)


@cache
def entry(table: type[peewee.Model], names: tuple[str, ...]) -> str:
    """A row with these fields, new or in the place of the one with its key."""
    keys = [field.column_name for field in table._meta.get_primary_keys()]  # type: ignore[no-untyped-call]  # peewee's
    others = [column for name in names if (column := table._meta.fields[name].column_name) not in keys]
    conflict = ", ".join(f'"{key}"' for key in keys)
    changes = ", ".join(f'"{column}" = excluded."{column}"' for column in others)
    action = f"UPDATE SET {changes}" if changes else "NOTHING"
    return f"{insertion(table, names)} ON CONFLICT ({conflict}) DO {action}"


@cache
def counting(table: type[peewee.Model]) -> str:
    """How many rows there are."""
    return f'SELECT COUNT(*) FROM "{table._meta.table_name}"'  # noqa: S608 (likewise)


@cache
def change(table: type[peewee.Model], names: tuple[str, ...]) -> str:
    """Other values in these fields of one row; its key comes last."""
    changes = ", ".join(f'"{table._meta.fields[name].column_name}" = ?' for name in names)
    key = key_of(table).column_name
    return f'UPDATE "{table._meta.table_name}" SET {changes} WHERE "{key}" = ?'  # noqa: S608 (likewise)
