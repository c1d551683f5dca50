"""The file: kept over a restart, sound after a crash, and refused with advice when it isn't ours."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import peewee
import pytest
from flask import Flask

from backend.app import close_app, create_app
from backend.models.database import Store, open_database
from backend.models.order import PrintJob
from backend.models.place import Machine
from backend.models.sqlite.connections import LARGEST_LOG, PAGES_KEPT
from backend.models.stock import StockEntry, StockLevel
from backend.models.unusable import DatabaseBusy, DatabaseFull, DatabaseUnusable
from backend.rules.job import JobState
from backend.settings import Settings
from backend.world.environment import Environment
from hostkit.single import hold
from tests.api.api_driver import Api, ManualClock


def _refusal(path: Path) -> str:
    with pytest.raises(DatabaseUnusable) as refused:
        open_database(path, seed=lambda: None, patience=0.1)
    return str(refused.value)


def test_a_restart_keeps_everything(settings: Settings, clock: ManualClock) -> None:
    app = create_app(settings, clock)
    order_id = Api(app.test_client()).order()
    close_app(app)
    app = create_app(settings, clock)
    assert Api(app.test_client()).print_status(order_id)["print_status"] == "pending"
    close_app(app)


def test_what_was_answered_is_in_the_file(api: Api, settings: Settings) -> None:
    """Another process that opens the file now sees what one after a crash would see."""
    session_id = api.session()
    with closing(sqlite3.connect(settings.database)) as other:
        assert other.execute("SELECT session_id FROM session").fetchall() == [(session_id,)]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 1), ("foreign_keys", 1), ("cache_size", -PAGES_KEPT)],
)
def test_pragmas(environment: Environment, pragma: str, value: object) -> None:
    with environment.store.reading():
        assert PrintJob._meta.database.pragma(pragma) == value


def test_the_log_shrinks_when_a_long_reader_has_gone(api: Api, environment: Environment, settings: Settings) -> None:
    log = settings.database.with_name(f"{settings.database.name}-wal")
    with closing(sqlite3.connect(settings.database, isolation_level=None)) as reader, environment.store.writing():
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM session").fetchall()
        database = PrintJob._meta.database
        database.execute_sql("CREATE TABLE large (content BLOB)")
        database.execute_sql("INSERT INTO large VALUES (zeroblob(?))", (LARGEST_LOG + 1024 * 1024,))
    assert log.stat().st_size > LARGEST_LOG
    for _ in range(3):
        api.session()
    assert log.stat().st_size <= LARGEST_LOG


def test_one_live_job_an_order(api: Api, environment: Environment, clock: ManualClock) -> None:
    order_id = api.order()
    with pytest.raises(peewee.IntegrityError), environment.store.writing():
        PrintJob.create(order_id=order_id, state=JobState.WAITING, priority=5, created_at=clock.now())


@pytest.mark.parametrize("change", [StockEntry.update(quantity=0), StockEntry.delete()])
def test_the_ledger_is_append_only(environment: Environment, change: peewee.Query) -> None:
    with pytest.raises(peewee.IntegrityError, match="append-only"), environment.store.writing():
        change.execute()


@pytest.mark.parametrize("change", [{"on_hand": -1}, {"equipment_id": "nowhere"}, {"on_hand": None}])
def test_the_tables_refuse_nonsense(environment: Environment, change: dict[str, object]) -> None:
    with pytest.raises(peewee.IntegrityError), environment.store.writing():
        StockLevel.update(change).execute()


def _fail(environment: Environment) -> None:
    with environment.store.writing():
        StockLevel.update(on_hand=1).execute()
        raise ZeroDivisionError


def test_a_failed_use_case_changes_nothing(environment: Environment) -> None:
    with pytest.raises(ZeroDivisionError):
        _fail(environment)
    with environment.store.reading():
        assert StockLevel.select().where(StockLevel.on_hand == 1).count() == 0


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("dear diary " * 1000)
    assert "not a database of this backend" in _refusal(path)
    assert path.read_text() == "dear diary " * 1000


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE diary (day TEXT)")
    before = path.read_bytes()
    assert "not a database of this backend" in _refusal(path)
    assert path.read_bytes() == before


@pytest.mark.usefixtures("app")
def test_another_layout(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "future.db"
    with closing(sqlite3.connect(settings.database)) as ours, closing(sqlite3.connect(path)) as copy:
        ours.backup(copy)
        copy.execute("PRAGMA user_version = 99")
    assert "has layout 99, and this version needs layout" in _refusal(path)


def test_locked_by_another_program(settings: Settings, clock: ManualClock) -> None:
    close_app(create_app(settings, clock))
    with closing(sqlite3.connect(settings.database)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert "locked by another program" in _refusal(settings.database)


def test_being_made_by_another_program_for_long(tmp_path: Path) -> None:
    with hold(tmp_path / "backend.db.preparing"):
        assert "locked by another program" in _refusal(tmp_path / "backend.db")


def test_another_program_that_writes_for_long(tmp_path: Path) -> None:
    path = tmp_path / "backend.db"
    with (
        closing(open_database(path, seed=lambda: None, patience=0.1)) as store,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy, match="Another program holds the database"), store.writing():
            pass


_HOLDER = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def test_many_writers_give_up_together_on_another_program(tmp_path: Path) -> None:
    """Each of them by its own patience, and not one after the other."""
    path, patience, writers = tmp_path / "backend.db", 1.0, 6
    with (
        closing(open_database(path, lambda: None, patience)) as store,
        subprocess.Popen([sys.executable, "-c", _HOLDER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other,
        ThreadPoolExecutor(writers) as pool,
    ):
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        waited = list(pool.map(lambda _: _seconds_to_refusal(store), range(writers)))
        other.communicate()
        with store.writing():
            pass
        assert list(pool.map(lambda _: _patience(store), range(writers))) == [patience * 1000] * writers
    assert max(waited) < 3 * patience


def _seconds_to_refusal(store: Store) -> float:
    begun = time.monotonic()
    with pytest.raises(DatabaseBusy, match="Another program holds the database"), store.writing():
        pass
    return time.monotonic() - begun


def _patience(store: Store) -> object:
    """Of this thread's connection, in ms: those who had to hurry have all of it again."""
    with store.reading():
        return Machine._meta.database.pragma("busy_timeout")


def test_a_long_turn_of_our_own_is_waited_for(tmp_path: Path) -> None:
    with (
        closing(open_database(tmp_path / "backend.db", lambda: None, patience=0.01)) as store,
        ThreadPoolExecutor(1) as pool,
    ):
        with store.writing():
            behind = pool.submit(_write, store)
            with pytest.raises(TimeoutError):
                behind.result(timeout=0.3)
        behind.result()


def _write(store: Store) -> None:
    with store.writing():
        pass


def test_a_commit_of_another_program_is_noticed(tmp_path: Path, clock: ManualClock) -> None:
    path = tmp_path / "backend.db"
    with closing(open_database(path, lambda: None)) as store, closing(open_database(path, lambda: None)) as other:
        before = store.commits
        assert not store.wait_for_commit(before, timeout=0.01)
        with other.writing():
            Machine.create(machine_id="M", name="", location="", created_at=clock.now())
        assert store.wait_for_commit(before, timeout=600)  # longer than a test may take


def _fill(environment: Environment) -> None:
    """Until the disk, which is not larger than the file is now, has no room."""
    with environment.store.writing():
        Machine._meta.database.execute_sql("PRAGMA max_page_count = 1")
        for number in range(1000):
            Machine.create(machine_id=f"M{number}", name="x" * 1000, location="", created_at=ManualClock().now())


def test_a_full_disk_is_said_and_changes_nothing(environment: Environment) -> None:
    with pytest.raises(DatabaseFull, match="Free some space"):
        _fill(environment)
    with environment.store.reading():
        assert Machine.select().where(Machine.machine_id == "M0").count() == 0


def test_a_folder_as_file(tmp_path: Path) -> None:
    assert "not a database" in _refusal(tmp_path)


def test_a_folder_that_can_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "Make its folder and the file writable" in _refusal(tmp_path / "file" / "backend.db")


def test_a_folder_that_can_not_be_written() -> None:
    assert "Make its folder and the file writable" in _refusal(Path("/proc/backend.db"))


def test_missing_folders_are_made(start: Callable[[Settings], Flask], tmp_path: Path) -> None:
    path = tmp_path / "中文 folder" / "deep" / "backend.db"
    start(Settings(database=path, public_url="http://127.0.0.1", lab_token="t"))
    assert path.exists()


def test_an_empty_file_is_a_new_database(start: Callable[[Settings], Flask], settings: Settings) -> None:
    settings.database.touch()
    assert start(settings).test_client().get("/health").status_code == 200
