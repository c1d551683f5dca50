"""Real processes under test: start, read, signal, and wait for the end of a whole family, without sleeping (Linux)."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20.0
"""Seconds for a program to start; a loaded machine with two cores takes its time."""
PROMISE = 2.0
"""Seconds in which everything has to end (the product's promise)."""


class Running:
    """One program in a session of its own, so that a test can send Ctrl-C to all of it as a terminal does."""

    def __init__(self, *words: str, environment: Mapping[str, str] | None = None, prefix: Sequence[str] = ()) -> None:
        """`prefix` is a command that runs another one, such as `ip netns exec`."""
        self.process = subprocess.Popen(
            [*prefix, sys.executable, *words],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        family = self.family()
        with self.process:  # closes the pipes and waits
            self.process.kill()
        wait_until_gone(family, PATIENCE)

    def line(self) -> str:
        """The next line that it prints, empty at its end."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().decode()

    def line_with(self, part: str) -> str:
        """The next line that holds `part`."""
        while part not in (line := self.line()):
            assert line, f"it ended without a line with {part!r}: {self.errors()}"
        return line

    def errors(self) -> str:
        """All that it wrote on standard error until its end."""
        assert self.process.stderr is not None
        return self.process.stderr.read().decode(errors="replace")

    def family(self) -> set[int]:
        """Its process id and those of all its descendants."""
        return {self.process.pid, *descendants(self.process.pid)}

    def ctrl_c(self) -> None:
        """What a terminal does: SIGINT to the whole process group."""
        os.killpg(self.process.pid, signal.SIGINT)

    def ends(self, within: float = PROMISE) -> int:
        """Its exit status. Raises TimeoutExpired when it takes longer."""
        return self.process.wait(within)


def descendants(pid: int) -> set[int]:
    children = {
        int(child) for file in Path(f"/proc/{pid}/task").glob("*/children") for child in file.read_text().split()
    }
    return children.union(*(descendants(child) for child in children))


def wait_until_gone(pids: Iterable[int], within: float = PROMISE) -> None:
    """Raises AssertionError, naming them, when some process lives longer. Zombies count as gone."""
    deadline = time.monotonic() + within
    for pid in pids:
        left = max(0.0, deadline - time.monotonic())
        assert is_gone(pid, left), f"process {pid} is still there: {command_of(pid)}"


def is_gone(pid: int, within: float) -> bool:
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], within)[0])
    finally:
        os.close(handle)


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
