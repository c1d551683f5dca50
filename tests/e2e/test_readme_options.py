"""The README's tables of options against what each program says of itself."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ["run_backend.py", "run_kiosk.py", "run_station.py", "run_gate.py", "run_demo.py"]
FOR_DRIVERS = {"--help", "--control"}


def help_of(program: str) -> set[str]:
    command = [sys.executable, program, "--help"]
    text = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"(?m)^  (?:-h, )?(--[a-z-]+)", text))


def table_of(program: str) -> set[str]:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    table = page.partition(f"| `{program}` |")[2].partition("\n\n")[0]
    return set(re.findall(r"(?m)^\| `(--[a-z-]+)", table))


@pytest.mark.parametrize("program", PROGRAMS)
def test_table_lists_the_options_of_the_program(program: str) -> None:
    assert table_of(program) == help_of(program) - FOR_DRIVERS
