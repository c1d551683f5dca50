"""The settings that make every test intolerant: of warnings, of unexpected log lines, of anything left running.

Warnings are errors and Qt's own messages fail a test (both in pyproject.toml). An event loop that is not closed, with
its tasks, shows as a descriptor left open; a task destroyed while it waits shows as a log line of asyncio.
"""

import gc
import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Before anything imports Qt: draw in memory, the same on every machine.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

# How long an example takes says how busy a computer is, and nothing of what is right.
settings.register_profile("lab", deadline=None)
settings.load_profile("lab")

PROCESS = Path("/proc/self")
QT_WAKES_ITS_THREADS = "anon_inode:[eventfd]"
"""Qt starts threads for painting when it likes, and keeps them."""
GRACE = 2.0
"""Seconds in which a thread that was told to end has to be gone."""


@pytest.fixture(autouse=True)
def state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of its own for each test, also for the programs that it starts."""
    folder = tmp_path / "state"
    monkeypatch.setenv("PIMPMYCASE_LAB_STATE", str(folder))
    return folder


@pytest.fixture
def expected_logs() -> list[str]:
    """Append a part of each line of level WARNING or above that the test provokes; each has to come."""
    return []


@pytest.fixture(autouse=True)
def no_unexpected_logs(caplog: pytest.LogCaptureFixture, expected_logs: list[str]) -> Iterator[None]:
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    lines = [record.getMessage() for record in records if record.levelno >= logging.WARNING]
    unexpected = [line for line in lines if not any(part in line for part in expected_logs)]
    missing = [part for part in expected_logs if not any(part in line for line in lines)]
    assert unexpected == [], "unexpected log lines"
    assert missing == [], "expected log lines that never came"


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Threads, child processes, sockets and files that a test opened are gone when it ends."""
    threads, children, descriptors = set(threading.enumerate()), child_processes(), open_descriptors()
    yield
    for thread in set(threading.enumerate()) - threads:
        thread.join(GRACE)
    assert [thread.name for thread in threading.enumerate() if thread not in threads] == [], "threads left running"
    assert child_processes() - children == set(), "child processes left running"
    assert new_descriptors(descriptors) == [], "sockets or files left open"


def child_processes() -> set[str]:
    """Process ids of our children; empty where the system doesn't list them."""
    return {child for file in PROCESS.glob("task/*/children") for child in read_text(file).split()}


def new_descriptors(before: dict[str, str]) -> list[str]:
    if set(open_descriptors().items()) <= set(before.items()):
        return []
    gc.collect()  # what only waits for the collector raises its ResourceWarning here
    return sorted(target for number, target in open_descriptors().items() if before.get(number) != target)


def open_descriptors() -> dict[str, str]:
    """Number and target of each descriptor; empty where the system doesn't list them."""
    return {file.name: target for file in PROCESS.glob("fd/*") if (target := link_target(file)) != ""}


def link_target(file: Path) -> str:
    try:
        target = str(file.readlink())
    except OSError:
        return ""  # closed meanwhile: the listing's own descriptor
    return "" if target == QT_WAKES_ITS_THREADS else target


def read_text(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""  # the thread ended meanwhile
