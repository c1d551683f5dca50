"""How long each screen waits for a person: it warns at least 20 s before it gives up (EN 301 549; WCAG 2.2.1)."""

import math
from dataclasses import dataclass, replace

from kernel.device import MOMENT
from kiosk_app.machine.countdown import Countdown
from kiosk_app.machine.screen import Screen

WARNING_SECONDS = 20.0
LAST_MINUTES_SECONDS = 180
"""No payment starts with less than this left: the session's end is absolute, and no documented call extends it."""


@dataclass(frozen=True, slots=True)
class Patience:
    """The waiting of one screen. A touch starts it anew, as often as the person likes."""

    limit: float = math.inf
    """Seconds without a touch until the screen gives up, its warning included."""
    warns: bool = True
    """Screens that only tell something go on by themselves and need no warning."""
    waited: float = 0.0

    def tick(self, seconds: float) -> "Patience":
        return replace(self, waited=self.waited + seconds)

    def touched(self) -> "Patience":
        return replace(self, waited=0.0)

    @property
    def left(self) -> Countdown:
        """Until the screen gives up."""
        return Countdown(self.limit).tick(self.waited)

    @property
    def seconds_to_change(self) -> float:
        """Until it begins to warn, or until it is over; endless when nothing more comes."""
        left = self.left.left
        before_warning = left - WARNING_SECONDS
        if self.warns and before_warning > MOMENT:
            return before_warning
        return math.inf if self.over else left

    @property
    def over(self) -> bool:
        return self.left.is_over

    @property
    def warning(self) -> int | None:
        """Whole seconds until the screen gives up while it warns, else None."""
        return self.left.shown if self.warns and self.left.left <= WARNING_SECONDS + MOMENT else None


_PATIENCE = {
    Screen.SUMMARY: Patience(120),
    Screen.CHOOSE_PAYMENT: Patience(120),
    Screen.CONFIRMED: Patience(15, warns=False),
    Screen.THANK_YOU: Patience(6, warns=False),
    Screen.ENDED: Patience(12, warns=False),
}

AFTER_READER_TIMEOUT = Patience(40)
"""On the pay screen nobody is hurried while the reader has control; once it gave up, the screen may."""


def patience_of(screen: Screen) -> Patience:
    """The waiting that begins when the screen appears; endless where the session or the reader sets the time."""
    return _PATIENCE.get(screen, Patience())
