"""When a message that could not be delivered is sent again."""

from datetime import datetime, timedelta

PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
)
"""After the first failure, the second, and so on, on the lab's clock."""


def next_attempt(failures: int, now: datetime) -> datetime | None:
    """When to try again after this many failures in a row, at least one; None to give up."""
    return now + PAUSES[failures - 1] if failures <= len(PAUSES) else None
