"""Plain SQL inside `Store.reading` and `Store.writing`: it runs on the journal's thread, after calls of every sale."""

import json
from collections.abc import Collection
from typing import Any

from backend.models.table import Table


def select(sql: str, *values: object) -> list[tuple[Any, ...]]:
    return list(Table._meta.database.execute_sql(sql, values).fetchall())


def select_named(sql: str, **values: object) -> list[tuple[Any, ...]]:
    return list(Table._meta.database.execute_sql(sql, values).fetchall())


def listed(ids: Collection[str]) -> str:
    """For `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(sorted(ids))
