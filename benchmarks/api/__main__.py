"""Measure everything and print the table: python -m benchmarks.api --help."""

import argparse
import itertools
import os
import platform
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.api import scripts
from benchmarks.api.client import Call, Load, Script, drive
from benchmarks.api.figures import Figure, hundredth, rate, ratio, show, slowest
from benchmarks.api.latency import busy_loops, latency
from benchmarks.api.servers import Target, start
from benchmarks.running import in_a_folder
from hostkit.console import prepare_console, say

CONNECTIONS = 16
SELLERS = 4
"""Connections that make sales while the memory is watched; the others poll."""
BATCH = 50
"""Orders in one archive."""


@dataclass(frozen=True, slots=True)
class Options:
    """How long to measure."""

    rounds: int
    seconds: float
    calls: int
    single: int


@dataclass
class Bench:
    """The servers, and the sales that were made so far."""

    everything: Target
    bare: Target
    empty: Target
    options: Options

    def __post_init__(self) -> None:
        self._numbers = itertools.count()
        self._orders: list[str] = []

    def ratios(self) -> list[Figure]:
        """Every server in turn, a short while each, round after round."""
        plan: dict[str, Callable[[], Load]] = {
            "empty": lambda: self._drive(self.empty.port, [scripts.EMPTY]),
            "gateless": lambda: self._drive(self.empty.behind, [scripts.EMPTY]),
            "status": lambda: self._drive(self.everything.port, polls(self.everything)),
            "bare status": lambda: self._drive(self.bare.port, polls(self.bare)),
            "create": lambda: self._drive(self.everything.port, map(scripts.create_session, scripts.MACHINES)),
            "bare create": lambda: self._drive(self.bare.port, map(scripts.create_session, scripts.MACHINES)),
        }
        loads: dict[str, list[Load]] = {name: [] for name in plan}
        for _ in range(self.options.rounds):
            for name, measure in plan.items():
                loads[name].append(measure())
        return [
            rate("empty Flask route", loads["empty"]),
            rate("empty Flask route without a gate", loads["gateless"]),
            rate("session status", loads["status"]),
            rate("create-session", loads["create"]),
            ratio("session status / empty route", loads["status"], loads["empty"], 0.2),
            ratio("create-session / empty route", loads["create"], loads["empty"], 0.12),
            ratio("session status, everything on / off", loads["status"], loads["bare status"], 0.7),
            ratio("create-session, everything on / off", loads["create"], loads["bare create"], 0.7),
        ]

    def latencies(self) -> list[Figure]:
        """One call after another on one connection."""
        figures = self._latencies("")
        with busy_loops():
            return figures + self._latencies(", beside a busy loop a core")

    def _latencies(self, circumstance: str) -> list[Figure]:
        places = (
            ("empty route without a gate", self.empty.behind, [scripts.EMPTY]),
            ("empty route", self.empty.port, [scripts.EMPTY]),
            ("session status", self.everything.port, polls(self.everything)),
        )
        return [latency(what + circumstance, port, calls, self.options.single) for what, port, calls in places]

    def sales(self) -> list[Figure]:
        load = drive(self.everything.port, self._sellers(CONNECTIONS), seconds=self._long)
        a_second = len(load.times[scripts.NINE[-1]]) / load.seconds
        return [
            Figure("sales of nine calls", f"{a_second:.0f} a second", "at least 60", a_second >= 60),
            slowest("slowest call of a sale, p99", load, scripts.NINE, 100),
        ]

    def memory(self) -> list[Figure]:
        """Resident memory of the worker after half of the calls and after all of them."""
        sizes = []
        for _ in range(2):
            pollers = [scripts.repeat(polls(self.everything, first)) for first in range(SELLERS, CONNECTIONS)]
            drive(self.everything.port, [*pollers, *self._sellers(SELLERS)], calls=self.options.calls // 2)
            sizes.append(self.everything.memory)
        half, whole = sizes
        if half is None or whole is None:
            return [Figure("resident memory", "not measured: this system has no /proc")]
        growth = whole - half
        what = f"resident memory after {self.options.calls:,} calls"
        return [
            Figure(what, f"{whole:.0f} MB", "below 150 MB", whole < 150),
            Figure("of that, since half of them", f"{growth:+.1f} MB", "below 3 MB", growth < 3),
        ]

    def heavy_calls(self) -> list[Figure]:
        """Sales, while others ask for the stock and for archives without a pause."""
        archive = scripts.batch_download(self._orders[:BATCH])
        heavy = [scripts.repeat([scripts.STOCK_STATUS]), scripts.repeat([archive])]
        load = drive(self.everything.port, [*self._sellers(CONNECTIONS), *heavy], seconds=self._long)
        served = ", ".join(
            f"{len(load.times[name])} {name} of {hundredth(load.times[name]):.0f} ms"
            for name in (scripts.STOCK_STATUS.name, archive.name)
        )
        return [
            slowest("p99 of a sale's calls beside heavy ones", load, scripts.NINE, 150),
            Figure("meanwhile", served),
        ]

    @property
    def _long(self) -> float:
        return self.options.rounds * self.options.seconds

    def _drive(self, port: int, calls: Iterable[Call]) -> Load:
        each = list(calls)
        players = [scripts.repeat(each[first:] + each[:first]) for first in spread(len(each))]
        return drive(port, players, seconds=self.options.seconds)

    def _sellers(self, count: int) -> list[Script]:
        return [scripts.sales(self._numbers, self._orders) for _ in range(count)]


def polls(target: Target, first: int = 0) -> list[Call]:
    return [scripts.session_status(session_id) for session_id in target.sessions[first:]]


def spread(count: int) -> list[int]:
    """Where each connection begins in a list of calls, so that no two ask about the same machine at once."""
    return [number * count // CONNECTIONS for number in range(CONNECTIONS)]


async def measure(options: Options, folder: Path) -> None:
    async with AsyncExitStack() as running:
        everything, bare, empty = [await start(name, folder, running) for name in ("everything", "bare", "empty")]
        everything.prepare()
        bare.prepare()
        bench = Bench(everything, bare, empty, options)
        for part in (bench.latencies, bench.ratios, bench.sales, bench.memory, bench.heavy_calls):
            show(part())


def read_options() -> Options:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.api", description="How fast the documented API answers."
    )
    parser.add_argument("--rounds", type=int, default=7, help="of all servers in turn (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=1.5, help="for one server in a round (default: %(default)s)")
    parser.add_argument("--calls", type=int, default=100_000, help="before memory is read (default: %(default)s)")
    parser.add_argument("--single", type=int, default=400, help="one after another, for the latency (%(default)s)")
    return Options(**vars(parser.parse_args()))


def main() -> None:
    prepare_console()
    options = read_options()
    say(f"Python {platform.python_version()}, {os.cpu_count()} cores, {CONNECTIONS} connections")
    in_a_folder(lambda folder: measure(options, folder))


if __name__ == "__main__":
    main()
