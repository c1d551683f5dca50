"""Tables whose lines are added, never changed or removed: SQLite itself sees to it."""


def append_only(table: str, complaint: str) -> list[str]:
    """The triggers that refuse with the complaint."""
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{complaint}'); END"
        for verb in ("UPDATE", "DELETE")
    ]
