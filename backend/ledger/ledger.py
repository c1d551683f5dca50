"""The ledger of one backend: judges what has happened since it last looked."""

import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from backend.ledger import position
from backend.ledger.books import judge_books
from backend.ledger.breaks import is_news, reconcile
from backend.ledger.charges import judge_known
from backend.ledger.evidence import Evidence
from backend.ledger.incidents import is_worth_a_look, judge_call
from backend.ledger.judged import Judged
from backend.ledger.orders import judge_news, judge_overdue
from backend.ledger.position import KEPT_EVERY, STEP, Position
from backend.ledger.stock import judge_stock
from backend.models.queries.breaks import standing
from backend.models.queries.courses import changed_orders, is_any_open
from backend.models.queries.meta import generation as present_generation
from backend.models.unusable import DatabaseBusy, DatabaseFull
from backend.world.environment import Environment
from journal.call import Call

BOOKS_EVERY = 3.0
"""Seconds of real time between two readings of the whole database."""


class _Read(NamedTuple):
    """How far this process has read, in which life of the database."""

    generation: str
    position: Position
    kept: Position


_NOTHING_READ = _Read("", Position(), Position())


class Ledger:
    """Reads first, without the writer's lock, and writes only when a break has come or gone.

    `journal` is the journal's file, None without one.
    """

    def __init__(self, environment: Environment, journal: Path | None) -> None:
        self._environment = environment
        self._evidence = Evidence(journal)
        self._judging = threading.Lock()
        self._unjudged: list[Call] = []
        self._read = _NOTHING_READ
        self._books_read: tuple[str, float] = ("", 0.0)

    def judge(self, calls: Sequence[Call]) -> None:
        """Calls just recorded, and everything else that has changed; without calls also what has become late.

        While another program holds the database, they wait for the next time. Calls just before a snapshot was restored
        belong to a world that is no more.
        """
        with self._judging:
            waiting = [*self._unjudged, *filter(is_worth_a_look, calls)]
            self._unjudged = []
            try:
                if self._is_same_world():
                    self._judge_news(waiting, with_time=not calls)
            except (DatabaseBusy, DatabaseFull):
                self._unjudged = waiting

    def judge_now(self) -> None:
        """Everything, also whether the books agree. Raises DatabaseBusy, DatabaseFull and sqlite3.Error."""
        is_behind = True
        while is_behind:
            with self._judging:
                self._is_same_world()
                is_behind = self._judge_news([], with_time=True)
        with self._judging:
            self._judge_books()

    def _judge_news(self, calls: Sequence[Call], with_time: bool) -> bool:
        """One step; whether there is more to judge."""
        read = self._read
        with self._environment.store.reading():
            stop = position.next_after(read.position)
            if not (with_time or calls or stop != read.position):
                return False
            known = standing()
            is_changed = any(is_news(one, known) for one in self._judged(calls, read.position, stop, with_time))
        if is_changed:
            self._enter(calls, with_time)
        elif stop.event - read.kept.event >= KEPT_EVERY:
            self._keep(stop)
        else:
            self._read = read._replace(position=stop)
        return stop.event - read.position.event == STEP

    def _enter(self, calls: Sequence[Call], with_time: bool) -> None:
        """Judge again where nobody else can write meanwhile, what another process hasn't, and keep what was found."""
        generation = self._read.generation
        with self._environment.store.writing():
            if present_generation() != generation:
                return
            start = position.further(self._read.position)
            stop = position.next_after(start)
            for judged in self._judged(calls, start, stop, with_time):
                reconcile(judged, self._evidence)
            position.keep(stop)
        self._read = _Read(generation, stop, stop)

    def _keep(self, stop: Position) -> None:
        generation = self._read.generation
        with self._environment.store.writing():
            if present_generation() == generation:
                position.keep(position.further(stop))
                self._read = _Read(generation, stop, stop)

    def _is_same_world(self) -> bool:
        """Whether the database lives the life that it did; otherwise begin where its file says that we stopped."""
        with self._environment.store.reading():
            generation, kept = present_generation(), position.kept()
        known = self._read
        if known.generation != generation:
            self._read = _Read(generation, kept, kept)
        return known in {_NOTHING_READ, self._read}

    def _judge_books(self) -> None:
        environment = self._environment
        with environment.store.reading():
            generation, last_read = self._books_read
            if generation == present_generation() and time.monotonic() - last_read < BOOKS_EVERY:
                return
            judged, known = judge_books(environment.settings.database, environment.now), standing()
        self._books_read = self._read.generation, time.monotonic()
        if any(is_news(one, known) for one in judged):
            with environment.store.writing():
                for one in judged:
                    reconcile(one, self._evidence)

    def _judged(self, calls: Sequence[Call], after: Position, stop: Position, with_time: bool) -> Iterator[Judged]:
        """Each step may be entered before the next one is taken: later ones look at the breaks of earlier ones."""
        for call in calls:
            yield from judge_call(call, self._evidence, after.event)
        changed = changed_orders(after.event, stop.event)
        yield from judge_news(changed, after.event, stop.event)
        if changed:
            yield from judge_known(changed, max(changed.values()))
        yield from judge_stock(after.entry)
        if with_time and is_any_open():
            yield from judge_overdue(self._environment.now)
