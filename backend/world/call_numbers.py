"""The number of each call, as its answer, hints and journal name it."""

import threading
from collections import Counter

from backend.models.database import Store
from backend.models.drawn import last_number, next_number
from backend.models.queries.meta import generation
from kernel.chance import Chance

_LIFE = "life"


def begin_life() -> None:
    """Inside a transaction of the database that is used from then on."""
    next_number(_LIFE)


class CallNumbers:
    """With a seed, a number follows from whose call it is and from how many of his came before it in this life.

    A life ends with the process, and with a snapshot that is restored: the journal outlives both, and knows a call by
    its number alone. Counting in the database instead would make every call write.
    """

    def __init__(self, chance: Chance, store: Store) -> None:
        self._chance = chance
        self._store = store
        self._counting = threading.Lock()
        self._calls: Counter[str] = Counter()
        self._life = ""
        if self.are_counted:
            with store.writing():
                begin_life()
        self.read_again()

    @property
    def are_counted(self) -> bool:
        """Whether it matters whose call one is."""
        return self._chance.is_seeded

    def read_again(self) -> None:
        """The database was replaced by one whose life has begun."""
        with self._store.reading():
            life = f"{generation()} {last_number(_LIFE)}"
        with self._counting:
            self._life = life
            self._calls.clear()

    def next(self, caller: str) -> str:
        """`req_` and 8 lower-case hex digits."""
        with self._counting:
            self._calls[caller] += 1
            subject, number = f"{self._life} {caller}", self._calls[caller]
        return f"req_{self._chance.octets(4, 'call', subject, number).hex()}"
