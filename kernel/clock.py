"""Where a program learns the date and the time of day."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Time for everything that lasts: sessions, orders, links. It may stand still, run faster, or jump."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


class SystemClock:
    """The computer's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)
