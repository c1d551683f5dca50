"""Every call of a server, written down by a thread of its own."""

import logging
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Generic

from hostkit.single import AlreadyRunning
from journal.backlog import Backlog, Item
from journal.file import JournalFile, is_damage, set_aside
from journal.limits import LIMITS, Limits
from journal.rows import Rows
from journal.wire import gap_row

Now = Callable[[], datetime]
LINGER = 0.1
"""Seconds that the writer gathers calls before it writes them together; a kill loses no more than these."""
PATIENCE = 2.0
"""Seconds that a reader waits for what isn't written yet."""
IDLE = 1.0
"""Seconds after which the observer is asked to look, also when nobody has called."""
logger = logging.getLogger(__name__)


class Journal(Generic[Item]):
    """A call costs its program a `record`. Working out, masking and writing happen in the writer's thread, between
    `start` and `stop`. Whatever befalls the file, calls are answered: those that can't be written are counted, and the
    journal says how many they were.
    """

    def __init__(
        self,
        path: Path,
        rows_of: Callable[[Item], Rows],
        real_time: Now,
        limits: Limits = LIMITS,
    ) -> None:
        self.path = path
        self._real_time = real_time
        self._rows_of = rows_of
        self._limits = limits
        self._backlog = Backlog[Item](limits.waiting_calls, limits.waiting_bytes)
        self._observer: Callable[[Sequence[Item]], None] | None = None
        self._file: JournalFile | None = None
        self._is_failing = False
        self._work, self._hurry, self._stopping = threading.Event(), threading.Event(), threading.Event()
        self._waiting = deque[Callable[[], None]]()
        """Who wants to hear of the next round that begins."""
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)

    def record(self, call: Item) -> None:
        """Take a call down. Never waits, never fails."""
        self._backlog.put(call)
        if not self._work.is_set():
            self._work.set()

    def tell(self, observer: Callable[[Sequence[Item]], None]) -> None:
        """Give it the calls just written, on the writer's thread, and none after an idle second. Before `start`."""
        self._observer = observer

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Return when everything recorded is written."""
        self._stopping.set()
        self._wake()
        self._thread.join()

    def flush(self, timeout: float = PATIENCE) -> bool:
        """Wait until everything recorded so far is written; False when that takes longer than `timeout` seconds."""
        written = threading.Event()
        self.after_writing(written.set)
        return written.wait(timeout)

    def after_writing(self, then: Callable[[], None]) -> None:
        """Call it when everything recorded so far is written, on the writer's thread: it neither waits nor fails."""
        self._waiting.append(then)
        self._wake()

    def _wake(self) -> None:
        self._hurry.set()
        self._work.set()

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                if not self._work.wait(IDLE):
                    self._observe([])
                    continue
                self._hurry.wait(LINGER)
                self._work.clear()
                self._hurry.clear()
                self._write_waiting()
            self._write_waiting()
        finally:
            if self._file is not None:
                self._file.close()

    def _write_waiting(self) -> None:
        asked = [self._waiting.popleft() for _ in range(len(self._waiting))]
        calls, dropped = self._backlog.take()
        rows = [self._worked_out(call) for call in calls]
        if dropped:
            rows.append(Rows(gap_row(dropped, self._real_time())))
        if not self._is_written(rows):
            self._backlog.drop(len(calls) + dropped)
        self._observe(calls)
        for then in asked:
            then()

    def _observe(self, calls: Sequence[Item]) -> None:
        if self._observer is None:
            return
        try:
            self._observer(calls)
        except Exception:  # the edge of the thread: whoever looks on must not keep calls from being written
            logger.exception("journal: the observer of %s failed", self.path)

    def _worked_out(self, call: Item) -> Rows:
        try:
            return self._rows_of(call)
        except Exception:  # the edge of the thread: a call that can't be worked out must not take others with it
            logger.exception("journal: %s could not be worked out, and is missing", call.title)
            return Rows()

    def _is_written(self, rows: Iterable[Rows]) -> bool:
        """Says once that the file can't be written, and then nothing until it can again."""
        try:
            self._write(rows)
        except (sqlite3.Error, OSError, AlreadyRunning) as error:
            if not self._is_failing:
                logger.error("journal: %s can't be written, and calls are only counted: %s", self.path, error)
            self._is_failing = True
            return False
        self._is_failing = False
        return True

    def _write(self, rows: Iterable[Rows]) -> None:
        wires = [row.wire for row in rows if row.wire is not None]
        accounts = [row.account for row in rows if row.account is not None]
        try:
            self._opened()
            if wires or accounts:
                self._opened().write(wires, accounts, self._real_time())
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            self._begin_anew()
            self._opened().write(wires, accounts, self._real_time())

    def _opened(self) -> JournalFile:
        if self._file is not None and not self._file.is_current:
            self._file.close()
            self._file = None
        self._file = self._file or JournalFile(self.path, self._limits)
        return self._file

    def _begin_anew(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file = None
        set_aside(self.path)
