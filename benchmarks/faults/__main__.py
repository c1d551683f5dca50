"""Measure in turn with and without faults, and print the ratios: python -m benchmarks.faults --help."""

import argparse
import os
import platform
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from benchmarks.api import scripts
from benchmarks.api.__main__ import CONNECTIONS, polls, spread
from benchmarks.api.client import HOST, Call, Load, drive
from benchmarks.api.figures import Figure, rate, ratio, show
from benchmarks.api.servers import Target, start
from benchmarks.faults.others import OTHERS
from benchmarks.running import in_a_folder
from hostkit.console import prepare_console, say
from hostkit.lab_token import find_token

LEAST = 0.97
"""Faults that don't match cost below 3 percent of throughput."""


@dataclass(frozen=True, slots=True)
class Options:
    """How long to measure."""

    rounds: int
    seconds: float


@dataclass(frozen=True)
class Bench:
    server: Target
    lab: httpx.Client
    options: Options

    def ratios(self) -> list[Figure]:
        """Each call without and with faults, a short while each; every other round the other way round."""
        plan = {
            "session status": polls(self.server),
            "create-session": [*map(scripts.create_session, scripts.MACHINES)],
        }
        figures = []
        for name, calls in plan.items():
            without, beside = self._measure(calls)
            figures.append(rate(f"{name} without faults", without))
            figures.append(rate(f"{name} beside {len(OTHERS)} that don't match", beside))
            figures.append(ratio(f"{name}, beside / without", beside, without, LEAST))
        return figures

    def _measure(self, calls: Sequence[Call]) -> tuple[list[Load], list[Load]]:
        loads: dict[bool, list[Load]] = {False: [], True: []}
        self._drive(calls)
        for number in range(self.options.rounds):
            for has_faults in (number % 2 == 0, number % 2 == 1):
                self._set(OTHERS if has_faults else [])
                loads[has_faults].append(self._drive(calls))
        return loads[False], loads[True]

    def _drive(self, calls: Sequence[Call]) -> Load:
        players = [scripts.repeat([*calls[first:], *calls[:first]]) for first in spread(len(calls))]
        return drive(self.server.port, players, seconds=self.options.seconds)

    def _set(self, faults: Iterable[dict[str, Any]]) -> None:
        self.lab.delete("/lab/faults").raise_for_status()
        for number, fault in enumerate(faults):
            self.lab.put(f"/lab/faults/other-{number}", json=fault).raise_for_status()


async def measure(options: Options, folder: Path) -> None:
    async with AsyncExitStack() as running:
        server = await start("everything", folder, running)
        server.prepare()
        address = f"http://{HOST}:{server.port}"
        headers = {"Authorization": f"Bearer {find_token(address)}"}
        with httpx.Client(base_url=address, headers=headers) as lab:
            show(Bench(server, lab, options).ratios())


def read_options() -> Options:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.faults", description="What faults that match nothing cost every other call."
    )
    parser.add_argument("--rounds", type=int, default=12, help="with and without (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=2.0, help="for each half of a round (default: %(default)s)")
    return Options(**vars(parser.parse_args()))


def main() -> None:
    prepare_console()
    options = read_options()
    say(f"Python {platform.python_version()}, {os.cpu_count()} cores, {CONNECTIONS} connections")
    in_a_folder(lambda folder: measure(options, folder))


if __name__ == "__main__":
    main()
