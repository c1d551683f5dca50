"""A call that reads the journal waits for the writer, and for as long it keeps no thread from anybody."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gate.evidence import own_rows
from gate.recording import JournalRecorder, Line, Seen
from journal.journal import Journal

NOW = datetime(2025, 8, 4, 14, 30, 22, tzinfo=UTC)
MANY = 100
PATIENCE = 5
"""Seconds; the writer needs milliseconds."""


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal[Seen]]:
    """One that isn't written yet."""
    journal = Journal(tmp_path / "journal.sqlite", own_rows, lambda: NOW)
    yield journal
    journal.stop()


async def _wait(journal: Journal[Seen]) -> tuple[int, int]:
    """How many went on before the writer began, and how many threads wait for it."""
    recorder = JournalRecorder(journal, lambda: NOW)
    before = threading.active_count()
    gone_on = asyncio.Semaphore(0)
    for _ in range(MANY):
        recorder.when_written(gone_on.release)
    await asyncio.sleep(0)
    early, waiting = int(not gone_on.locked()), threading.active_count() - before
    journal.start()
    async with asyncio.timeout(PATIENCE):
        for _ in range(MANY):
            await gone_on.acquire()
    return early, waiting


def test_any_number_of_readers_waits_without_a_thread(journal: Journal[Seen]) -> None:
    assert asyncio.run(_wait(journal)) == (0, 0)


async def _lose_patience(journal: Journal[Seen]) -> None:
    gone_on = asyncio.Event()
    JournalRecorder(journal, lambda: NOW, patience=0.01).when_written(gone_on.set)
    async with asyncio.timeout(PATIENCE):
        await gone_on.wait()


def test_a_writer_that_does_not_come_is_not_waited_for(journal: Journal[Seen]) -> None:
    asyncio.run(_lose_patience(journal))
    journal.start()  # what it tells then finds the loop closed
    assert journal.flush()


def test_the_calls_of_a_connection_are_counted() -> None:
    line, other = Line(), Line()
    first, second = line.next(), line.next()
    assert (first.call, second.call, first.id) == (1, 2, second.id)
    assert other.next().id != first.id
