"""/health beside 0, 40 and 200 followers, while sessions are created: python -m benchmarks.followers --help."""

import argparse
import asyncio
import itertools
import os
import statistics
import subprocess
import sys
import time
from array import array
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.api import scripts
from benchmarks.api.client import HOST, Failed, Script, drive
from benchmarks.api.figures import Figure, hundredth, show
from benchmarks.api.servers import Target, start
from benchmarks.running import in_a_folder
from hostkit.console import prepare_console, say
from hostkit.lab_token import find_token

NAME = "everything"
"""Of the server, which is the backend as it is delivered."""
FOLLOWERS = (0, 40, 200)
HEALTH = scripts.call("health", "GET", "/health")
BETWEEN = 0.01
"""Seconds between two looks at /health."""
MOST = 2.0
"""Milliseconds that its median may take more beside followers than without."""


@dataclass(frozen=True, slots=True)
class Options:
    seconds: float
    pause: float
    rounds: int


@dataclass
class Beside:
    """What was seen beside so many followers."""

    health: "array[float]" = field(default_factory=lambda: array("d"))
    created: int = 0
    heard: int = 0


class Bench:
    def __init__(self, target: Target, options: Options) -> None:
        self.seen = {count: Beside() for count in FOLLOWERS}
        self._port = target.port
        self._address = f"http://{HOST}:{target.port}"
        self._token = find_token(self._address) or ""
        self._options = options
        self._machines = itertools.cycle(scripts.MACHINES)

    def run(self) -> None:
        """Every number of followers in turn, round after round."""
        for _ in range(self._options.rounds):
            for count, beside in self.seen.items():
                with self._following(count, beside):
                    load = drive(self._port, [self._look(beside)])
                beside.health.extend(load.times[HEALTH.name])

    def _look(self, beside: Beside) -> Script:
        """At /health again and again, while every now and then a session is created."""
        began = created = time.perf_counter()
        while (now := time.perf_counter()) - began < self._options.seconds:
            if now - created >= self._options.pause:
                created = now
                beside.created += 1
                yield scripts.create_session(next(self._machines))
            yield HEALTH
            time.sleep(BETWEEN)

    @contextmanager
    def _following(self, count: int, beside: Beside) -> Iterator[None]:
        headers = {"Authorization": f"Bearer {self._token}"}
        cursor = httpx.get(f"{self._address}/lab/events", headers=headers, trust_env=False).json()["next"]
        words = (sys.executable, "-m", "benchmarks.followers.crowd", str(self._port), cursor, str(count))
        with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as crowd:  # noqa: S603 (ours)
            if crowd.stdin is None or crowd.stdout is None:
                raise Failed("no pipes")
            crowd.stdin.write(f"{self._token}\n")
            crowd.stdin.flush()
            yield
            crowd.stdin.close()
            beside.heard += int(crowd.stdout.read())

    def figures(self) -> list[Figure]:
        usual = self._median(0)
        return [figure for count in FOLLOWERS for figure in self._beside(count, usual)]

    def _beside(self, count: int, usual: float) -> list[Figure]:
        beside, median = self.seen[count], self._median(count)
        measured = f"median {median:.2f} ms, p99 {hundredth(beside.health):.2f} ms"
        target = f"at most {usual + MOST:.1f} ms" if count else ""
        heard = f"{beside.heard} of {count * beside.created} by {count}"
        return [
            Figure(f"/health beside {count} followers", measured, target, median <= usual + MOST),
            Figure("  meanwhile", f"{beside.created} sessions created, events heard: {heard}"),
        ]

    def _median(self, count: int) -> float:
        return 1000 * statistics.median(self.seen[count].health)


async def measure(options: Options, folder: Path) -> None:
    async with AsyncExitStack() as running:
        bench = Bench(await start(NAME, folder, running), options)
        await asyncio.to_thread(bench.run)
        show(bench.figures())


def read_options() -> Options:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.followers", description="/health beside followers.")
    parser.add_argument("--rounds", type=int, default=3, help="of all numbers in turn (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=8, help="for one number in a round (default: %(default)s)")
    parser.add_argument("--pause", type=float, default=1, help="seconds between two sessions (default: %(default)s)")
    return Options(**vars(parser.parse_args()))


def main() -> None:
    prepare_console()
    options = read_options()
    say(f"{os.cpu_count()} cores, a session created every {options.pause:g} s")
    in_a_folder(lambda folder: measure(options, folder))


if __name__ == "__main__":
    main()
