"""Each intolerance of the suite, proven on a small test that has to fail because of it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROBES = """
import asyncio, gc, logging, socket, subprocess, sys, threading, warnings
from PySide6.QtCore import QObject, QTimer, qDebug, qWarning

kept = []
ending = threading.Event()

def test_clean(expected_logs, qtbot):
    expected_logs.append("no paper")
    logging.getLogger("press").warning("no paper in the tray")
    qWarning("This plugin does not support raise()")
    asyncio.run(asyncio.to_thread(socket.getdefaulttimeout))

def test_warning(): warnings.warn("old")
def test_log_line(): logging.getLogger("press").warning("no paper")
def test_missing_log_line(expected_logs): expected_logs.append("no paper")
def test_qt_message(qtbot): qDebug("no paper")
def test_exception_in_a_slot(qtbot):
    timer = QTimer()
    with qtbot.waitSignal(timer.timeout):
        timer.timeout.connect(lambda: 1 / 0)
        timer.start(0)
def test_open_socket(): kept.append(socket.socket())
def test_forgotten_socket():
    circle = [socket.socket()]
    circle.append(circle)
def test_open_event_loop(): kept.append(asyncio.new_event_loop())
def test_child(): kept.append(subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE))
def test_thread():
    kept.append(threading.Thread(target=ending.wait))
    kept[-1].start()
def test_last():
    ending.set()
    for thing in kept:
        if isinstance(thing, subprocess.Popen):
            thing.communicate()
        elif hasattr(thing, "close"):
            thing.close()
"""
INTOLERABLE = [
    "warning",
    "log_line",
    "missing_log_line",
    "qt_message",
    "exception_in_a_slot",
    "open_socket",
    "forgotten_socket",
    "open_event_loop",
    "child",
    "thread",
]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The summary of a run of the probes under this suite's own settings."""
    folder = tmp_path_factory.mktemp("suite")
    (folder / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copy(ROOT / "tests" / "conftest.py", folder / "tests")
    (folder / "tests" / "test_probes.py").write_text(PROBES)
    command = [sys.executable, "-m", "pytest", "--quiet", "--tb=no", "-rA", "-p", "no:cacheprovider"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def test_clean_test_passes(report: str) -> None:
    assert "ERROR tests/test_probes.py::test_clean" not in report
    assert "PASSED tests/test_probes.py::test_clean" in report


@pytest.mark.parametrize("probe", INTOLERABLE)
def test_intolerable_fails(report: str, probe: str) -> None:
    lines = [line for line in report.splitlines() if f"::test_{probe} " in line + " "]
    assert any(line.startswith(("FAILED", "ERROR")) for line in lines), report
