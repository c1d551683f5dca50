"""What every table has in common: it belongs to the database that the present use case works on."""

from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from typing import Any, Self

import peewee

from backend.models.statements import change, entry, insertion, key_of, selection

current_database: ContextVar[peewee.SqliteDatabase | None] = ContextVar("current_database", default=None)


class _CurrentDatabase(peewee.DatabaseProxy):
    """Stands for the database of the use case that runs in this thread.

    So two backends can live in one process, each with its own file, as they do in tests.
    """

    def __init__(self) -> None:
        self._callbacks: list[Callable[[object], object]] = []

    @property
    def obj(self) -> peewee.SqliteDatabase | None:
        return current_database.get()


class Table(peewee.Model):
    """A row. What every call does to rows goes by statements that are composed once; queries are peewee's."""

    _dirty: set[str]
    """peewee's: the fields that were set since the row was read or made."""

    class Meta:
        database = _CurrentDatabase()
        strict_tables = True
        legacy_table_names = False
        only_save_dirty = True

    @classmethod
    def find(cls, key: str) -> Self | None:
        """The row with this primary key, if there is one."""
        found = cls._run(selection(cls), [key]).fetchone()
        return None if found is None else cls.read(found)

    @classmethod
    def read(cls, found: Sequence[object]) -> Self:
        """The row as SQLite found it, its columns in the table's order."""
        row = cls(__no_default__=True)
        columns = zip(cls._meta.sorted_fields, found, strict=True)
        row.__data__ = {field.name: field.python_value(value) for field, value in columns}
        return row

    @classmethod
    def create(cls, **values: Any) -> Self:
        """Insert a row. Raises IntegrityError."""
        row = cls(**values)
        made = cls._run(insertion(cls, tuple(row.__data__)), row._stored(row.__data__))
        if cls._meta.auto_increment:
            row.__data__[key_of(cls).name] = made.lastrowid
        row._dirty.clear()
        return row

    @classmethod
    def put(cls, **values: Any) -> None:
        """Insert a row, or give the one with its key these values. Raises IntegrityError."""
        row = cls(**values)
        cls._run(entry(cls, tuple(row.__data__)), row._stored(row.__data__))

    def save(self) -> None:  # type: ignore[override]  # a row of ours is saved in one way only
        """Update the fields that were set since the row was read or made."""
        names = tuple(sorted(self._dirty))
        if names:
            self._run(change(type(self), names), self._stored([*names, key_of(type(self)).name]))
            self._dirty.clear()

    def _stored(self, names: Iterable[str]) -> list[Any]:
        fields = self._meta.fields
        return [fields[name].db_value(self.__data__[name]) for name in names]

    @classmethod
    def _run(cls, sql: str, values: list[Any]) -> Any:
        return cls._meta.database.execute_sql(sql, values)
