"""Sell cases without a screen, beside the same calls by a plain client: python -m benchmarks.sale --help."""

import argparse
import asyncio
import os
import platform
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.api.figures import Figure, show
from benchmarks.running import in_a_folder
from benchmarks.sale.headless import EQUIPMENT, MACHINE, Rehearsal, rehearsing
from benchmarks.sale.wire import Call, Replay
from contract.client import ManufacturerClient
from contract.lab_client import LabClient
from contract.messages.stock import CountStock
from contract.transport import Transport
from demo.program import Program
from hostkit.console import prepare_console, say
from hostkit.lab_token import find_token

WARM = 10
"""Sales before the first that counts."""
MOST = 1.5
"""Times its bare calls that a sale may take."""
GOAL = 50.0
"""Milliseconds."""
PATIENCE = 30.0
"""Seconds after which a sale is given up."""
PLENTY = 1_000_000
"""Blanks of each model."""


@dataclass(frozen=True, slots=True)
class Round:
    """One sale, and its calls made again. Seconds."""

    sale: float
    bare: float
    without_polls: float
    """The bare calls but for those that ask for events."""
    calls: Sequence[Call]


async def start(folder: Path, name: str, running: AsyncExitStack) -> str:
    """The address of a new backend with blanks of every model."""
    words = ("--control", "--port", "0", "--rate-limit", "off", "--database", str(folder / f"{name}.db"))
    program = await Program.start(name, sys.executable, "-m", "benchmarks.sale.server", *words)
    await running.enter_async_context(program)
    address = str((await program.follow().until("ready"))["address"])
    async with Transport(address, "bench", lambda: find_token(address)) as transport:
        levels = (await LabClient(transport).stock(EQUIPMENT)).levels
        counts = {level.model_id: PLENTY for level in levels}
        await ManufacturerClient(transport).count_stock(EQUIPMENT, CountStock(phone_models=counts))
    return address


async def measure(folder: Path, rounds: int) -> list[Round]:
    async with AsyncExitStack() as running:
        selling, replaying = await start(folder, "selling", running), await start(folder, "replaying", running)
        replay = Replay(replaying, find_token(replaying) or "")
        running.callback(replay.close)
        rehearsal = await running.enter_async_context(rehearsing(selling, folder))
        for _ in range(WARM):
            await one_round(rehearsal, replay)
        return [await one_round(rehearsal, replay) for _ in range(rounds)]


async def one_round(rehearsal: Rehearsal, replay: Replay) -> Round:
    began = time.perf_counter()
    try:
        async with asyncio.timeout(PATIENCE):
            calls = await rehearsal.sell()
    except TimeoutError as error:
        raise SystemExit(f"A sale didn't end within {PATIENCE:g} s: {rehearsal}") from error
    sale = time.perf_counter() - began
    bare = await asyncio.to_thread(replay.play, calls)
    without_polls = await asyncio.to_thread(replay.play, [call for call in calls if not call.is_long_poll])
    return Round(sale, bare, without_polls, calls)


def figures(rounds: Sequence[Round]) -> list[Figure]:
    sales = [1000 * each.sale for each in rounds]
    ratio = statistics.median(each.sale / each.bare for each in rounds)
    without_polls = statistics.median(each.sale / each.without_polls for each in rounds)
    middle = statistics.median(sales)
    return [
        Figure("a sale", spread(sales), f"goal {GOAL:g} ms", middle <= GOAL),
        Figure("its bare calls", spread([1000 * each.bare for each in rounds])),
        Figure("ratio", f"{ratio:.2f}", f"at most {MOST}", ratio <= MOST),
        Figure("ratio without the polls for events", f"{without_polls:.2f}"),
    ]


def spread(times: Sequence[float]) -> str:
    return f"{statistics.median(times):.1f} ms ({min(times):.1f} to {max(times):.1f})"


def tell_calls(calls: Sequence[Call]) -> None:
    """The calls of one sale by the time at which they began."""
    began = min(call.began for call in calls)
    for call in sorted(calls, key=lambda call: call.began):
        at, took = 1000 * (call.began - began), 1000 * (call.ended - call.began)
        say(f"{at:7.1f} ms  {took:6.1f} ms  {call.method:<6} {call.target}")


def main() -> None:
    prepare_console()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sale", description="A whole sale without a screen.")
    parser.add_argument("--rounds", type=int, default=100, metavar="N", help="default: %(default)s")
    parser.add_argument("--calls", action="store_true", help="list the calls of a middling sale as well")
    options = parser.parse_args()
    say(f"Python {platform.python_version()}, {os.cpu_count()} cores; {options.rounds} sales at {MACHINE}")
    rounds = in_a_folder(lambda folder: measure(folder, options.rounds))
    show(figures(rounds))
    counts = Counter(len(each.calls) for each in rounds)
    say(f"{counts.most_common(1)[0][0]} calls in most sales, the poll for events among them")
    if options.calls:
        tell_calls(sorted(rounds, key=lambda each: each.sale)[len(rounds) // 2].calls)


if __name__ == "__main__":
    main()
