"""What the programs of a failing test wrote stands in its report; proven on tests that fail."""

import os
import re
import subprocess
import sys

import pytest

from tests.e2e.processes import ROOT
from tests.e2e.program_logs import LINES, WIDTH, ProgramLog

PROBES = """
import asyncio, contextlib, sys
import pytest
from demo.program import Program
from tests.e2e import program_logs
from tests.e2e.processes import Running

SPEAKS = "import sys; sys.stderr.write(sys.argv[1] + chr(10)); sys.stderr.flush(); print('ready', flush=True); input()"

@pytest.fixture(scope="module")
def press():
    with Running("-c", SPEAKS, "the press is cold") as running:
        running.error_line()
        yield running

@pytest.fixture
def broken():
    with Running("-c", SPEAKS, "the door is open") as running:
        assert running.error_line() == "the door is closed"
        yield

def test_that_passes(press, start):
    start("-c", SPEAKS, "the till is full").line_with("ready")

def test_with_a_program_of_its_own(press, start):
    inks = start("-c", SPEAKS, "the ink is low")
    assert inks.error_line() == "the ink is full"

def test_with_a_driven_program():
    async def drive():
        async with await Program.start("kiosk", sys.executable, "-c", SPEAKS, "the reader is dirty") as program:
            with contextlib.closing(program_logs.follow("kiosk", program.log)):
                await program.says("the reader is dirty")
                raise SystemError
    asyncio.run(drive())

def test_with_a_fixture_that_fails(press, broken): pass
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """For each probe what pytest says about it, run under the settings of the end-to-end tests."""
    folder = tmp_path_factory.mktemp("suite")
    (folder / "test_probes.py").write_text(PROBES)
    settings = ("-p", "tests.conftest", "-p", "tests.e2e.conftest", "-p", "no:cacheprovider", "--import-mode=importlib")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *settings, "--tb=short"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return _by_test(run.stdout)


def _by_test(output: str) -> dict[str, str]:
    parts = re.split(r"^_{3,} (?:ERROR at setup of )?(test_\w+) _{3,}$", output, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize(
    ("probe", "words"),
    [
        ("test_with_a_program_of_its_own", {"the press is cold", "the ink is low"}),
        ("test_with_a_driven_program", {"the press is cold", "the reader is dirty"}),
        ("test_with_a_fixture_that_fails", {"the press is cold", "the door is open"}),
    ],
)
def test_a_failure_has_the_words_of_its_programs_and_no_other(
    report: dict[str, str], probe: str, words: set[str]
) -> None:
    _, _, sections = report[probe].partition("Output of ")
    assert {line for line in sections.splitlines() if line.startswith("the ")} == words


def test_what_passes_is_not_told(report: dict[str, str]) -> None:
    assert "test_that_passes" not in report


def test_only_the_last_lines_are_shown_and_long_ones_cut() -> None:
    text = ProgramLog("press", ["x" * 2 * WIDTH, *map(str, range(LINES))]).text
    assert text.splitlines() == [str(number) for number in range(LINES)]
    assert ProgramLog("press", ["x" * 2 * WIDTH]).text == "x" * WIDTH
