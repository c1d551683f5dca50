"""A database with many orders: some that were really sold, and copies of their rows."""

import sqlite3
from contextlib import closing
from pathlib import Path

TABLES = ("session", "design", "order_record", "payment", "print_job", "reservation", "event")
"""What a sale leaves behind, in an order in which each row finds the rows that it refers to."""
OWN_IDS = {"session_id", "order_id", "transaction_id"}
_COPIES = "WITH RECURSIVE copy (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM copy WHERE number < ?)"
PLACES = 1000
"""Orders whose artwork is kept, as many as a backend keeps."""


def multiply_orders(database: Path, wanted: int) -> int:
    """Add copies until there are so many orders. Returns their number. No server may run."""
    with closing(sqlite3.connect(database)) as connection, connection:
        sold = _orders(connection)
        for table in TABLES:
            _multiply(connection, table, wanted // sold - 1)
        return _orders(connection)


def _orders(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM order_record").fetchone()[0])


def _multiply(connection: sqlite3.Connection, table: str, times: int) -> None:
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
    columns, values = ", ".join(names), ", ".join(_copied(name) for name in names)
    insertion = f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} CROSS JOIN copy"  # noqa: S608 (our own)
    connection.execute(f"{_COPIES} {insertion}", (times,))


def _copied(column: str) -> str:
    if column in OWN_IDS:
        return f"{column} || '-' || copy.number"
    return f"{column} + 1000 * copy.number" if column == "queue_position" else column


def keep_artwork(folder: Path) -> None:
    """Small files: what a link costs doesn't depend on their size."""
    for number in range(PLACES):
        place = folder / f"ORDER_{number:08x}"
        place.mkdir(parents=True)
        (place / "design-0123456789abcdef-0123456789abcdef.png").write_bytes(b"PNG")
