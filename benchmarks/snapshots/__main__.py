"""Snapshot and restore of a backend with 10,000 orders, under load: python -m benchmarks.snapshots --help."""

import argparse
import asyncio
import itertools
import os
import statistics
import threading
import time
from collections.abc import Awaitable, Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.api import scripts
from benchmarks.api.client import Call, Load, Script, drive
from benchmarks.api.figures import Figure, show
from benchmarks.api.servers import Target, start
from benchmarks.running import in_a_folder
from benchmarks.snapshots.filling import PLACES, keep_artwork, multiply_orders
from hostkit.console import prepare_console, say
from hostkit.lab_token import find_token

NAME = "everything"
"""Of the server, which is the backend as it is delivered."""
SOLD = 100
POLLERS, CREATORS = 6, 2
LONGEST = 1.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Options:
    orders: int
    rounds: int


@dataclass
class Seconds:
    """What the two calls took, round after round."""

    make: list[float] = field(default_factory=list)
    restore: list[float] = field(default_factory=list)
    size: int = 0
    """Bytes of the last snapshot."""


async def fill(folder: Path, orders: int) -> int:
    """A backend's folder with so many orders in it. Returns their number."""
    async with AsyncExitStack() as running:
        target = await start(NAME, folder, running)
        await asyncio.to_thread(_sell, target)
    keep_artwork(folder / f"{NAME}-files")
    return await asyncio.to_thread(multiply_orders, folder / f"{NAME}.db", orders)


def _sell(target: Target) -> None:
    target.ask(scripts.count_stock())
    drive(target.port, [scripts.sales(itertools.count(), [])], calls=SOLD * len(scripts.NINE))


async def measure(folder: Path, rounds: int) -> tuple[Seconds, Load]:
    async with AsyncExitStack() as running:
        target = await start(NAME, folder, running)
        await asyncio.to_thread(target.prepare)
        ending = threading.Event()
        load = asyncio.create_task(asyncio.to_thread(drive, target.port, _clients(target, ending)))
        try:
            seconds = await _snapshots(f"http://127.0.0.1:{target.port}", rounds)
        finally:
            ending.set()
        return seconds, await load


def _clients(target: Target, ending: threading.Event) -> list[Script]:
    polls = [scripts.session_status(session_id) for session_id in target.sessions]
    creations = [scripts.create_session(machine_id) for machine_id in scripts.MACHINES]
    share = len(polls) // POLLERS
    pollers = [_until(ending, polls[share * number :]) for number in range(POLLERS)]
    return [*pollers, *(_until(ending, creations[share * number :]) for number in range(CREATORS))]


def _until(ending: threading.Event, calls: Iterable[Call]) -> Script:
    for each in itertools.cycle(calls):
        if ending.is_set():
            return
        yield each


async def _snapshots(address: str, rounds: int) -> Seconds:
    headers = {"Authorization": f"Bearer {find_token(address)}"}
    seconds = Seconds()
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=30) as lab:
        for number in range(rounds):
            name = f"round-{number}"
            made = await _timed(seconds.make, lab.post("/lab/snapshots", json={"name": name}))
            seconds.size = made.json()["size"]
            await _timed(seconds.restore, lab.post(f"/lab/snapshots/{name}/restore"))
    return seconds


async def _timed(times: list[float], call: Awaitable[httpx.Response]) -> httpx.Response:
    began = time.perf_counter()
    answer = await call
    times.append(time.perf_counter() - began)
    return answer.raise_for_status()


def figures(seconds: Seconds, load: Load, orders: int) -> Sequence[Figure]:
    slowest = max(max(times) for times in load.times.values())
    return [
        Figure("orders, with artwork", f"{orders:,}, {PLACES:,}"),
        Figure("size of a snapshot", f"{seconds.size / 1e6:.0f} MB"),
        _figure("snapshot", seconds.make),
        _figure("restore", seconds.restore),
        Figure("calls answered meanwhile", f"{load.calls:,}, {load.rate:,.0f} a second, the slowest {slowest:.2f} s"),
        Figure("errors", "0", "none"),  # the first would have ended the measurement
    ]


def _figure(what: str, times: Sequence[float]) -> Figure:
    measured = f"{statistics.median(times):.2f} s ({min(times):.2f} to {max(times):.2f})"
    return Figure(what, measured, f"below {LONGEST:.0f} s", max(times) < LONGEST)


async def bench(options: Options, folder: Path) -> None:
    orders = await fill(folder, options.orders)
    seconds, load = await measure(folder, options.rounds)
    show(figures(seconds, load, orders))


def read_options() -> Options:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.snapshots", description="Snapshots under load.")
    parser.add_argument("--orders", type=int, default=10_000, help="in the database (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="a snapshot and its return each (default: %(default)s)")
    return Options(**vars(parser.parse_args()))


def main() -> None:
    prepare_console()
    options = read_options()
    say(f"{os.cpu_count()} cores, {POLLERS} connections poll sessions, {CREATORS} create some")
    in_a_folder(lambda folder: bench(options, folder))


if __name__ == "__main__":
    main()
