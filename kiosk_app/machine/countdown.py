"""Seconds that run out, and the whole ones of them that a screen shows."""

import math
from dataclasses import dataclass

from kernel.device import MOMENT


@dataclass(frozen=True, slots=True)
class Countdown:
    """Seconds that are left of a time; endless where it never ends."""

    left: float

    def tick(self, seconds: float) -> "Countdown":
        return Countdown(max(0.0, self.left - seconds))

    @property
    def shown(self) -> int:
        """Whole seconds, rounded up: a screen shows 0 when it is over. Raises OverflowError for an endless one."""
        return math.ceil(self.left - MOMENT)

    @property
    def is_over(self) -> bool:
        return self.left <= MOMENT

    @property
    def seconds_to_next(self) -> float:
        """Until another whole second is shown; endless when none will be."""
        return math.inf if self.is_over or self.left == math.inf else self.left - (self.shown - 1)
