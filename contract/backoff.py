"""How long to wait before trying again, so that a hundred machines don't knock at the same moment."""

from kernel.chance import Chance

FIRST = 0.5
LONGEST = 5.0


class Backoff:
    """Delays in seconds: doubling from 0.5 to 5, each spread over its upper half."""

    def __init__(self, chance: Chance, who: str) -> None:
        """`who` waits: a machine, a station, a shopper."""
        self._chance = chance
        self._who = who
        self._delays = 0
        self._ceiling = FIRST

    def reset(self) -> None:
        self._ceiling = FIRST

    def next_delay(self) -> float:
        self._delays += 1
        delay = self._ceiling * (1 + self._chance.fraction("delay", self._who, self._delays)) / 2
        self._ceiling = min(LONGEST, self._ceiling * 2)
        return delay
