"""Whose turn it is to write: one thread's at a time in this process, one process's at a time in the file.

SQLite waits for another program anew for each who asks. Who has waited behind a thread that waited itself has only the
rest of its patience left, so that all of them give up in time, however many there are.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from backend.models.sqlite.connections import Database
from backend.models.unusable import busy

NEGLIGIBLE = 0.05
"""Seconds by which a wait may be longer than the patience."""


class Turns:
    """The turns of one process to write into a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._writer = threading.Lock()
        self._has_begun = False

    @contextmanager
    def taken(self) -> Iterator[None]:
        """This thread's turn. Raises DatabaseBusy when it can't come for another program that holds the file.

        A turn of our own that takes long is waited for, however long: it will end.
        """
        arrived = time.monotonic()
        self._acquire(arrived + self._database.patience)
        try:
            self._has_begun = False
            waited = time.monotonic() - arrived
            if waited < NEGLIGIBLE:
                yield
            else:
                with self._database.waiting(max(0.0, self._database.patience - waited)):
                    yield
        finally:
            self._writer.release()

    def begun(self) -> None:
        """The file is ours: from now on others wait for us, and for no other program."""
        self._has_begun = True

    def _acquire(self, deadline: float) -> None:
        while not self._writer.acquire(timeout=max(NEGLIGIBLE, deadline - time.monotonic())):
            if not self._has_begun:
                raise busy(self._database.path)
