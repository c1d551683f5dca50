"""The lab's time: real, scaled or frozen, as arithmetic on what somebody else reads from a clock."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ClockMode(StrEnum):
    """How the lab's time goes: beside real time, faster or slower, or not at all."""

    REAL = "real"
    SCALED = "scaled"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True)
class LabTime:
    """At the real moment `real` it was `lab` in the lab; since then its time has gone at `pace`.

    Time in the lab never goes backwards, except when a snapshot is restored.
    """

    mode: ClockMode
    rate: float
    """Lab seconds in one real second when scaled; 1 otherwise."""
    lab: datetime
    real: datetime

    @property
    def pace(self) -> float:
        """Lab seconds in one real second."""
        return 0.0 if self.mode is ClockMode.FROZEN else self.rate

    def at(self, real: datetime) -> datetime:
        """What time it is in the lab at a real moment."""
        return self.lab + (real - self.real) * self.pace

    def going(self, mode: ClockMode, rate: float, real: datetime) -> "LabTime":
        """The same time, going on in another way."""
        return LabTime(mode, rate, self.at(real), real)

    def reaching(self, moment: datetime, real: datetime) -> "LabTime":
        """At once at that moment of the lab, unless it is past, going on as before."""
        return LabTime(self.mode, self.rate, max(moment, self.at(real)), real)
