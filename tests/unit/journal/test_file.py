"""The journal's file on the disk: no larger than what is kept in it."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from journal.account import Accounts
from journal.file import LARGEST_LOG, JournalFile
from journal.limits import Limits
from tests.unit.journal.test_writer import NOW, recorded

MB = 1024 * 1024


def test_the_log_shrinks_when_a_long_reader_has_gone(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    log = path.with_name(f"{path.name}-wal")
    accounts = Accounts(lambda _: None)
    with closing(JournalFile(path, Limits(kept_for=timedelta(days=7), kept_calls=10))) as journal:

        def write(megabytes: int) -> None:
            wire, account = accounts.rows_of(recorded(user_agent="x" * megabytes * MB))
            assert wire is not None
            assert account is not None
            journal.write([wire], [account], NOW)

        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM wire").fetchall()
            write(LARGEST_LOG // MB + 1)
        assert log.stat().st_size > LARGEST_LOG
        for _ in range(3):
            write(1)
        assert log.stat().st_size <= LARGEST_LOG
