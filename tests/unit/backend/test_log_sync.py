"""Commits that share a sync: nobody returns before its own is on the disk."""

import threading
from pathlib import Path

from backend.models.sqlite.log_sync import LogSync


class Slow(LogSync):
    """Its first sync lasts until the test lets it end."""

    def __init__(self) -> None:
        super().__init__(Path("nowhere.db"))
        self.syncs = 0
        self.begun, self.may_end = threading.Event(), threading.Event()

    def _sync_file(self) -> None:
        self.syncs += 1
        self.begun.set()
        self.may_end.wait()


def waiting(log: Slow, number: int) -> list[threading.Thread]:
    threads = [threading.Thread(target=log.sync) for _ in range(number)]
    for thread in threads:
        thread.start()
    return threads


def test_what_commits_during_a_sync_shares_the_next_one() -> None:
    log = Slow()
    first = waiting(log, 1)
    log.begun.wait()
    others = waiting(log, 5)
    while log.committed < 6:
        pass
    log.may_end.set()
    for thread in [*first, *others]:
        thread.join()
    assert log.syncs == 2


def test_a_commit_alone_is_synced_at_once(tmp_path: Path) -> None:
    (tmp_path / "one.db-wal").touch()
    log = LogSync(tmp_path / "one.db")
    log.sync()
    assert log.on_disk == log.committed == 1
