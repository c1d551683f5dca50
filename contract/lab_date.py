"""The lab's date and time of day for a program that hears of the lab's clock now and then."""

from collections.abc import Callable
from datetime import datetime

from contract.lab_time import LabTime
from contract.messages.clock import ClockState


class LabDate:
    """The computer's own time until there is a lab, and from then on the lab's."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self._real = real
        self._time: LabTime | None = None

    def follow(self, clock: ClockState) -> None:
        """The lab's clock as it was told just now; its computer's clock need not agree with ours."""
        self._time = LabTime(clock.mode, clock.rate, clock.now, self._real())

    def now(self) -> datetime:
        real = self._real()
        return real if self._time is None else self._time.at(real)
