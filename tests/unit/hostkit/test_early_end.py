"""Signals before a program listens for itself."""

import signal
import subprocess
import sys

import pytest

IMPORTING = """
import signal
from hostkit.early_end import end_at_once_on_signals
end_at_once_on_signals()
print("importing", flush=True)
signal.pause()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_program_that_still_imports_ends_with_0(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", IMPORTING], stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"importing\n"
        program.send_signal(number)
        assert program.wait(5) == 0
