"""Resident memory after each of many steps, sales and polls mixed: python -m benchmarks.memory --help."""

import argparse
import itertools
import os
import platform
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.api import scripts
from benchmarks.api.__main__ import CONNECTIONS, SELLERS, polls
from benchmarks.api.client import drive
from benchmarks.api.figures import Figure, show
from benchmarks.api.servers import Target, children, resident, start
from benchmarks.running import in_a_folder
from hostkit.console import prepare_console, say

MEGABYTE = 1e6
MOST = 5.0
"""Megabytes that the worker may grow after the first step, in which its threads start and its caches fill."""


@dataclass(frozen=True, slots=True)
class Options:
    calls: int
    step: int


class Bench:
    def __init__(self, target: Target, options: Options) -> None:
        self._target = target
        self._options = options
        self._numbers = itertools.count()
        self._processes: dict[str, Callable[[], float]] = {
            "the worker": lambda: max(resident(pid) for pid in children(target.pid)) / MEGABYTE,
            "the main process": lambda: resident(target.pid) / MEGABYTE,
        }
        self._sizes: dict[str, list[float]] = {name: [] for name in self._processes}

    def steps(self) -> Iterator[str]:
        """A line after each."""
        for calls in range(self._options.step, self._options.calls + 1, self._options.step):
            self._step()
            sizes = ", ".join(f"{name} {sizes[-1]:.1f} MB" for name, sizes in self._sizes.items())
            yield f"{calls:>9,} calls: {sizes}"

    def _step(self) -> None:
        pollers = [scripts.repeat(polls(self._target, first)) for first in range(SELLERS, CONNECTIONS)]
        sellers = [scripts.sales(self._numbers, []) for _ in range(SELLERS)]
        drive(self._target.port, [*pollers, *sellers], calls=self._options.step)
        for name, measure in self._processes.items():
            self._sizes[name].append(measure())

    def figures(self) -> list[Figure]:
        first = f"since the first {self._options.step:,} calls"
        worker, main = (max(sizes) - sizes[0] for sizes in self._sizes.values())
        return [
            Figure(f"the worker, {first}", f"{worker:+.1f} MB", f"at most {MOST:g} MB", worker <= MOST),
            Figure(f"the main process, {first}", f"{main:+.1f} MB"),
        ]


async def measure(options: Options, folder: Path) -> None:
    async with AsyncExitStack() as running:
        server = await start("everything", folder, running)
        server.prepare()
        bench = Bench(server, options)
        for line in bench.steps():
            say(line)
        show(bench.figures())


def read_options() -> Options:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description="Memory over many calls.")
    parser.add_argument("--calls", type=int, default=400_000, help="in all (default: %(default)s)")
    parser.add_argument("--step", type=int, default=50_000, help="before memory is read (default: %(default)s)")
    return Options(**vars(parser.parse_args()))


def main() -> None:
    prepare_console()
    options = read_options()
    say(f"Python {platform.python_version()}, {os.cpu_count()} cores, {CONNECTIONS} connections")
    in_a_folder(lambda folder: measure(options, folder))


if __name__ == "__main__":
    main()
