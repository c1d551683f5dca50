"""What a copy of the database holds, into which nobody writes."""

from pathlib import Path

from backend.models.sqlite.connections import untouched
from backend.models.statements import counting
from backend.models.table import Table


def counts(copy: Path, *tables: type[Table]) -> list[int]:
    """How many rows each of these tables has. Raises sqlite3.Error."""
    with untouched(copy) as connection:
        return [connection.execute(counting(table)).fetchone()[0] for table in tables]
