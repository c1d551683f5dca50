"""Makes commits last through a power cut, several of them with one sync of SQLite's write-ahead log.

SQLite's own `synchronous=full` syncs inside each transaction, while every other writer waits. With `normal` a commit is
in the log, and safe from a crash of ours, but not yet on the disk; a sync afterwards puts it there, with all the
commits that have come meanwhile. Nobody answers before that.
"""

import os
import threading
from pathlib import Path


class LogSync:
    """One database's log. Call `sync` after a commit and outside of its transaction."""

    def __init__(self, database: Path) -> None:
        self._log = database.with_name(f"{database.name}-wal")
        self._counting = threading.Lock()
        self._syncing = threading.Lock()
        self.committed = 0
        self.on_disk = 0

    def sync(self) -> None:
        """Return when the caller's last commit is on the disk. Raises OSError."""
        with self._counting:
            self.committed += 1
            mine = self.committed
        with self._syncing:
            if self.on_disk < mine:
                everyone = self.committed
                self._sync_file()
                self.on_disk = everyone

    def _sync_file(self) -> None:
        """Opened anew each time, since SQLite may have made another log."""
        log = os.open(self._log, os.O_RDWR)
        try:
            os.fsync(log)
        finally:
            os.close(log)
