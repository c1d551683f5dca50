"""How much of the journal waits in memory, and how much is kept on the disk."""

from datetime import timedelta
from typing import NamedTuple


class Limits(NamedTuple):
    """`kept_for` is real time."""

    waiting_calls: int = 5000
    waiting_bytes: int = 32 * 1024 * 1024
    kept_calls: int = 20_000
    kept_for: timedelta = timedelta(days=7)


LIMITS = Limits()
