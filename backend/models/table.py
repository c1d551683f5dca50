"""What every table has in common: it belongs to the database that the present use case works on."""

from collections.abc import Callable
from contextvars import ContextVar

import peewee

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
    class Meta:
        database = _CurrentDatabase()
        strict_tables = True
        legacy_table_names = False
        only_save_dirty = True
