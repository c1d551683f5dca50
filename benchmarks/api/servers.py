"""The servers under measurement, each in processes of its own on a free port."""

import itertools
import os
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.api.client import Call, drive
from benchmarks.api.scripts import MACHINES, count_stock, create_session, once
from demo.program import Program
from hostkit.folders import STATE_VARIABLE

PLENTY = "1000000"
"""Calls a minute under /api/chinese/: the limiter counts, and refuses nobody."""
PAGE = 4096
"""Bytes."""


@dataclass
class Target:
    """A running server, and a session on each machine, for those who poll."""

    name: str
    port: int
    behind: int
    """The port of the server itself, behind its gate."""
    pid: int
    sessions: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=itertools.count)
    """Of the sales that are made, so that machines take turns."""

    def ask(self, *calls: Call) -> list[dict[str, object]]:
        """The JSON answers to some calls, one after another. Raises Failed."""
        answers: list[dict[str, object]] = []
        drive(self.port, [once(calls, answers)])
        return answers

    def prepare(self) -> None:
        """Blanks to sell and sessions to poll."""
        self.ask(count_stock())
        self.sessions = [str(created["session_id"]) for created in self.ask(*map(create_session, MACHINES))]

    @property
    def memory(self) -> float | None:
        """Resident megabytes of the worker; None where the system has no /proc."""
        sizes = [resident(pid) for pid in children(self.pid)]
        return max(sizes) / 1e6 if sizes else None

    @property
    def worker_seconds(self) -> float:
        """Processor time of the process that answers."""
        return sum(processor_seconds(pid) for pid in children(self.pid))

    @property
    def gate_seconds(self) -> float:
        """Processor time of the main process."""
        return processor_seconds(self.pid)


async def start(name: str, folder: Path, running: AsyncExitStack) -> Target:
    words = ("--control", "--port", "0", "--rate-limit", PLENTY, "--database", str(folder / f"{name}.db"))
    program = await Program.start(
        f"server {name!r}",
        *(sys.executable, "-m", "benchmarks.api.server", name, *words),
        environment={STATE_VARIABLE: str(folder / "state")},
    )
    await running.enter_async_context(program)
    behind = await program.follow().until("behind")
    ready = await program.follow().until("ready")
    return Target(name, urlsplit(ready["address"]).port or 0, behind["port"], program.pid)


async def start_tree(name: str, tree: Path, folder: Path, running: AsyncExitStack) -> Target:
    """The backend of a checkout, as its run script starts it."""
    words = ("--control", "--port", "0", "--rate-limit", PLENTY, "--database", str(folder / f"{name}.db"))
    program = await Program.start(
        f"tree {name!r}",
        *(sys.executable, str(tree / "run_backend.py"), *words),
        environment={STATE_VARIABLE: str(folder / name)},
    )
    await running.enter_async_context(program)
    ready = await program.follow().until("ready")
    return Target(name, urlsplit(ready["address"]).port or 0, 0, program.pid)


def children(pid: int) -> list[int]:
    files = Path(f"/proc/{pid}").glob("task/*/children")
    return [int(child) for file in files for child in file.read_text().split()]


def resident(pid: int) -> int:
    """Bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE


def processor_seconds(pid: int) -> float:
    """Of a process with all its threads, so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
