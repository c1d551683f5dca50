"""The lab's date and time of day for a program that hears of the lab's clock now and then."""

from datetime import datetime

from contract.lab_time import LabTime
from contract.messages.clock import ClockState
from kernel.clock import Clock


class LabDate:
    """The computer's own time until there is a lab, and from then on the lab's."""

    def __init__(self, real: Clock) -> None:
        self._real = real
        self._time: LabTime | None = None

    def follow(self, clock: ClockState) -> None:
        """The lab's clock as it was told just now; its computer's clock need not agree with ours."""
        self._time = LabTime(clock.mode, clock.rate, clock.now, self._real.now())

    def now(self) -> datetime:
        real = self._real.now()
        return real if self._time is None else self._time.at(real)
