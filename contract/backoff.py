"""How long to wait before trying again, so that a hundred machines don't knock at the same moment."""

import random

FIRST = 0.5
LONGEST = 5.0


class Backoff:
    """Delays in seconds: doubling from 0.5 to 5, each spread over its upper half."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._ceiling = FIRST

    def reset(self) -> None:
        self._ceiling = FIRST

    def next_delay(self) -> float:
        delay = self._ceiling * self._chance.uniform(0.5, 1.0)
        self._ceiling = min(LONGEST, self._ceiling * 2)
        return delay
