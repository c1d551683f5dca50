"""Queue numbers: Q001 upward per machine and UTC day."""

from datetime import UTC, datetime


def day_of(moment: datetime) -> str:
    """The UTC day that a queue number counts in, as YYYY-MM-DD."""
    return f"{moment.astimezone(UTC):%Y-%m-%d}"


def queue_number(position: int) -> str:
    """The number as a shopper sees it; `position` counts from 1, and Q1000 follows Q999."""
    return f"Q{position:03d}"
