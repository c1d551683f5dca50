"""Measure two trees in turn and print the ratios: python -m benchmarks.pairs --help.

Both backends run from the start. Each round asks one and then the other for the same calls, every other round the other
way round, and reads the processor time of the processes: what else the computer does moves that far less than the rate.
"""

import argparse
import platform
import statistics
import subprocess
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.api import scripts
from benchmarks.api.client import Script, drive
from benchmarks.api.figures import Figure, show
from benchmarks.api.servers import Target, start_tree
from benchmarks.running import in_a_folder
from hostkit.console import prepare_console, say

PROJECT = Path(__file__).resolve().parents[2]
MOST = 1.05
"""The worker may take so much more of the processor for a call than before."""
CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Options:
    """`base` is the earlier commit; a round asks each server for so many `calls` of a kind."""

    base: str
    rounds: int
    calls: int


@dataclass(frozen=True, slots=True)
class Cost:
    """Microseconds of processor time a call."""

    worker: float
    gate: float


@dataclass
class Pair:
    """The two servers, `before` and `now`, and how many sales were begun."""

    before: Target
    now: Target
    options: Options

    def figures(self) -> list[Figure]:
        kinds: dict[str, Callable[[Target], list[Script]]] = {
            "session status": _pollers,
            "create-session": _creators,
            "a call of a sale": _sellers,
        }
        return [figure for name, scripts_of in kinds.items() for figure in self._compare(name, scripts_of)]

    def _compare(self, name: str, scripts_of: Callable[[Target], list[Script]]) -> list[Figure]:
        costs: dict[str, list[Cost]] = {self.before.name: [], self.now.name: []}
        for target in (self.before, self.now):
            self._measure(target, scripts_of)
        for number in range(self.options.rounds):
            for target in (self.before, self.now) if number % 2 == 0 else (self.now, self.before):
                costs[target.name].append(self._measure(target, scripts_of))
        before, now = costs[self.before.name], costs[self.now.name]
        return [
            _figure(f"{name}: worker", [cost.worker for cost in before], [cost.worker for cost in now], MOST),
            _figure(f"{name}: gate", [cost.gate for cost in before], [cost.gate for cost in now]),
        ]

    def _measure(self, target: Target, scripts_of: Callable[[Target], list[Script]]) -> Cost:
        worker, gate = target.worker_seconds, target.gate_seconds
        load = drive(target.port, scripts_of(target), calls=self.options.calls)
        scale = 1e6 / load.calls
        return Cost((target.worker_seconds - worker) * scale, (target.gate_seconds - gate) * scale)


def _pollers(target: Target) -> list[Script]:
    calls = [scripts.session_status(session_id) for session_id in target.sessions]
    return [scripts.repeat(calls[first::CONNECTIONS]) for first in range(CONNECTIONS)]


def _creators(_: Target) -> list[Script]:
    calls = [*map(scripts.create_session, scripts.MACHINES)]
    return [scripts.repeat(calls[first::CONNECTIONS]) for first in range(CONNECTIONS)]


def _sellers(target: Target) -> list[Script]:
    return [scripts.sales(target.numbers, []) for _ in range(CONNECTIONS)]


def _figure(what: str, before: list[float], now: list[float], most: float | None = None) -> Figure:
    """The median over the rounds of the one divided by the other of the same round."""
    ratios = sorted(after / earlier for earlier, after in zip(before, now, strict=True))
    middle = statistics.median(ratios)
    spread = f"{ratios[len(ratios) // 4]:.2f} to {ratios[-1 - len(ratios) // 4]:.2f}"
    microseconds = f"{statistics.median(before):.0f} µs before, {statistics.median(now):.0f} now"
    target = "" if most is None else f"at most {most}"
    return Figure(what, f"{middle:.2f} ({spread}; {microseconds})", target, most is None or middle <= most)


async def measure(options: Options, folder: Path) -> None:
    tree = folder / "tree"
    git = ("git", "-C", str(PROJECT))
    subprocess.run([*git, "worktree", "add", "--quiet", "--detach", str(tree), options.base], check=True)  # noqa: S603
    try:
        async with AsyncExitStack() as running:
            before = await start_tree("before", tree, folder, running)
            now = await start_tree("now", PROJECT, folder, running)
            for target in (before, now):
                target.prepare()
            show(Pair(before, now, options).figures())
    finally:
        subprocess.run([*git, "worktree", "remove", "--force", str(tree)], check=True)  # noqa: S603


def read_options() -> Options:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.pairs", description="What a call costs in this tree beside an earlier one."
    )
    parser.add_argument("--base", required=True, metavar="COMMIT", help="the earlier one, such as 565fcce")
    parser.add_argument("--rounds", type=int, default=20, help="of both, for each kind of call (default: %(default)s)")
    parser.add_argument("--calls", type=int, default=1500, help="of a kind in a round (default: %(default)s)")
    return Options(**vars(parser.parse_args()))


def main() -> None:
    prepare_console()
    options = read_options()
    say(
        f"Python {platform.python_version()}, {CONNECTIONS} connections, processor time a call, {options.rounds} rounds"
    )
    in_a_folder(lambda folder: measure(options, folder))


if __name__ == "__main__":
    main()
