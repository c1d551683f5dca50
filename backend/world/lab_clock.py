"""The lab's clock: real time, bent as somebody asked for. How it is bent lies in the database."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from backend.base.refusals import Conflict
from backend.events.announcements import announce
from backend.models.database import Store
from backend.models.queries.meta import fact, keep_fact
from contract.hints import Code
from contract.lab_time import ClockMode, LabTime
from contract.vocabulary import LabEvent
from kernel.clock import Clock

_KEY = "clock"


class LabClock:
    """Sessions, queue days, webhooks and links go by it; rate limits and durations don't."""

    def __init__(self, store: Store, real_time: Clock) -> None:
        self.real_time = real_time
        self._store = store
        self._changing = threading.Lock()
        self._holding = threading.Lock()
        self._time = self._read()

    def now(self) -> datetime:
        return self._time.at(self.real_time.now())

    @property
    def time(self) -> LabTime:
        return self._time

    def go(self, mode: ClockMode, rate: float) -> None:
        """From the present moment on in that way."""
        with self._changing:
            self._keep(self._time.going(mode, rate, self.real_time.now()), tells=True)

    def reach(self, moment: datetime, tells: bool) -> None:
        """Be at once at that moment, unless it is past. `tells` says whether programs hear of it: once in a while."""
        with self._changing:
            self._keep(self._time.reaching(moment, self.real_time.now()), tells)

    @contextmanager
    def held(self) -> Iterator[None]:
        """For what takes the clock through a while, or replaces it: one at a time. Raises Conflict."""
        if not self._holding.acquire(blocking=False):
            raise Conflict(Code.ADVANCE_UNDER_WAY, "Another advance of the clock is under way: wait for its answer")
        try:
            yield
        finally:
            self._holding.release()

    @property
    def is_held(self) -> bool:
        """Whether somebody takes the clock through a while, and sees to it that all that is due is done."""
        return self._holding.locked()

    def read_again(self) -> None:
        """The database has been replaced, and its setting counts."""
        with self._changing:
            self._time = self._read()

    def _read(self) -> LabTime:
        with self._store.reading():
            kept = fact(_KEY)
        if kept is None:
            now = self.real_time.now()
            return LabTime(ClockMode.REAL, 1.0, now, now)
        return as_lab_time(kept)

    def _keep(self, time: LabTime, tells: bool) -> None:
        with self._store.writing():
            keep(time)
            if tells:
                announce(LabEvent.CLOCK_CHANGED, time.lab, mode=time.mode, rate=time.rate)
        self._time = time


def keep(time: LabTime) -> None:
    """Inside a transaction."""
    document = {"mode": time.mode, "rate": time.rate, "lab": time.lab.isoformat(), "real": time.real.isoformat()}
    keep_fact(_KEY, json.dumps(document))


def as_lab_time(text: str) -> LabTime:
    """What `keep` has written."""
    document = json.loads(text)
    lab, real = datetime.fromisoformat(document["lab"]), datetime.fromisoformat(document["real"])
    return LabTime(ClockMode(document["mode"]), document["rate"], lab, real)
