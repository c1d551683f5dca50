"""Real processes under test: start, read, signal, and wait for the end of a whole family, without sleeping (Linux)."""

import os
import select
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import IO, Self

from tests.e2e import program_logs

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
        encoding = (environment or {}).get("PYTHONIOENCODING", "utf-8")
        log: deque[str] = deque(maxlen=program_logs.LINES)
        self._output = Lines(self.process.stdout, encoding, log)
        self._errors = Lines(self.process.stderr, encoding, log)
        self._log = program_logs.follow(f"{Path(words[0]).name} {self.process.pid}", log)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._log.close()
        family = self.family()
        self.process.kill()
        self.close_input()
        wait_until_gone(family, PATIENCE)
        with self.process:  # closes the pipes
            self._output.join()
            self._errors.join()

    def line(self) -> str:
        """The next line that it prints, empty at its end."""
        return self._output.next()

    def line_with(self, part: str) -> str:
        """The next line that holds `part`."""
        while part not in (line := self.line()):
            assert line, f"it ended without a line with {part!r}: {self.errors()}"
        return line

    def error_line(self) -> str:
        """The next line that it writes on standard error, empty at its end."""
        return self._errors.next()

    def output(self) -> str:
        """All that it prints until its end, from the next line on."""
        return self._output.rest()

    def errors(self) -> str:
        """All that it writes on standard error until its end, from the next line on."""
        return self._errors.rest()

    def close_input(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()

    def family(self) -> set[int]:
        """Its process id and those of all its descendants."""
        return {self.process.pid, *descendants(self.process.pid)}

    def ctrl_c(self) -> None:
        """What a terminal does: SIGINT to the whole process group."""
        os.killpg(self.process.pid, signal.SIGINT)

    def ends(self, within: float = PROMISE) -> int:
        """Its exit status. Raises TimeoutExpired when it takes longer."""
        return self.process.wait(within)


class Lines:
    """What a program writes into a pipe. A thread reads it, so that a failing test's report has it without asking."""

    def __init__(self, pipe: IO[bytes] | None, encoding: str, log: deque[str]) -> None:
        assert pipe is not None
        self._pipe, self._encoding, self._log = pipe, encoding, log
        self._lines: SimpleQueue[str] = SimpleQueue()
        self._thread = Thread(target=self._read)
        self._thread.start()

    def next(self) -> str:
        """Wait for the next line; empty at the end, however often."""
        line = self._lines.get()
        if not line:
            self._lines.put("")
        return line

    def rest(self) -> str:
        return "".join(iter(self.next, ""))

    def join(self) -> None:
        self._thread.join()

    def _read(self) -> None:
        for line in self._pipe:
            text = line.decode(self._encoding, errors="replace")
            self._log.append(text.rstrip())
            self._lines.put(text)
        self._lines.put("")


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
