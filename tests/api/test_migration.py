"""A database of an earlier layout goes on: a file as version 3 wrote it, of a run that opened one session."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from backend.models import schema
from backend.models.sqlite.migration import kept_copy, migrate
from backend.settings import Settings
from backend.verify import RIGHT, main
from tests.api.api_driver import BEARER

LAYOUT_3 = Path(__file__).with_name("layout_3.sql")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    file = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(LAYOUT_3.read_text(encoding="utf-8"))
    return file


def asked(file: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(question).fetchall()


def tables(file: Path) -> dict[str, str]:
    """Everything that the file defines, as SQLite reads it: without quotes, and spaces as they come."""
    found = asked(file, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {str(name): "".join(str(sql).replace('"', "").split()).replace(",)", ")") for name, sql in found}


def test_it_becomes_what_a_new_file_is(
    old: Path, start: Callable[[Settings], Flask], settings: Settings, tmp_path: Path
) -> None:
    start(replace(settings, database=old))
    start(replace(settings, database=tmp_path / "new.sqlite"))
    assert tables(old) == tables(tmp_path / "new.sqlite")
    assert asked(old, "PRAGMA user_version") == [(schema.VERSION,)]
    assert asked(old, "PRAGMA integrity_check") == [("ok",)]


def test_what_happened_is_kept_and_numbers_go_on(
    old: Path, start: Callable[[Settings], Flask], settings: Settings
) -> None:
    with closing(sqlite3.connect(old)) as connection:  # as after many events whose rows are gone
        connection.execute("UPDATE sqlite_sequence SET seq = 41 WHERE name = 'event'")
        connection.commit()
    before = asked(old, "SELECT session_id, status, created_at FROM session")
    events = asked(old, "SELECT * FROM event")
    client = start(replace(settings, database=old)).test_client()
    assert len(before) == len(events) == 1
    assert asked(old, "SELECT session_id, status, created_at FROM session") == before
    assert asked(old, "SELECT * FROM event") == events
    assert client.post("/api/vending/create-session", json={"machine_id": "VM002"}).status_code == 200
    assert (client.get("/lab/events", headers=BEARER).json or {})["next"].endswith(":42")


def test_the_file_as_it_was_lies_beside_it(old: Path, start: Callable[[Settings], Flask], settings: Settings) -> None:
    before = asked(old, "SELECT name, sql FROM sqlite_master")
    start(replace(settings, database=old))
    assert asked(kept_copy(old), "PRAGMA user_version") == [(3,)]
    assert asked(kept_copy(old), "SELECT name, sql FROM sqlite_master") == before


def test_a_step_that_fails_leaves_all_as_it_was(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("CREATE TABLE event_of_4 (id INTEGER)")
        before = list(connection.iterdump())
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            migrate(old, 1)
        assert list(connection.iterdump()) == before
    assert asked(old, "PRAGMA user_version") == [(3,)]


def test_who_only_reads_it_leaves_it_alone(old: Path) -> None:
    assert main([str(old)]) == RIGHT
    assert asked(old, "PRAGMA user_version") == [(3,)]
