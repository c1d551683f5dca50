"""Measure an advance over a day and print the table: python -m benchmarks.clock.

The day has 1,000 open sessions and 500 pending webhooks. Their moments lie apart: time goes fast while they are made,
and the receivers refuse what they are told first.
"""

import argparse
import asyncio
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.api import scripts
from benchmarks.api.client import Failed, Script, drive
from benchmarks.api.figures import Figure, show
from benchmarks.clock.receivers import Receivers, receiving
from benchmarks.running import in_a_folder
from contract.lab_client import LabClient
from contract.lab_time import ClockMode
from contract.messages.clock import AdvanceClock, Advanced, HappeningKind, SetClock
from contract.transport import Transport
from demo.program import Program
from hostkit.console import prepare_console, say
from hostkit.lab_token import find_token

SESSIONS, ORDERS, RECEIVERS = 1000, 125, 2
MESSAGES = 2 * ORDERS * RECEIVERS
"""Each order is told to each receiver twice: that it was paid, and that it was born."""
DAY = 24 * 3600.0
MOST = 5.0
"""Seconds that the advance may take."""
PACE = 30.0
"""Lab seconds in a real one, while everything is made."""
CONNECTIONS = 8
PLENTY = "1000000"
"""Calls a minute that the rate limit allows."""


async def measure(folder: Path, accepts: bool) -> list[Figure]:
    """One backend's day; its receivers take what they are told again, or go on refusing it."""
    with receiving(RECEIVERS) as receivers:
        async with AsyncExitStack() as running:
            address = await start(folder, running)
            transport = await running.enter_async_context(Transport(address, "bench", lambda: find_token(address)))
            lab = LabClient(transport)
            await live(lab, address, receivers)
            receivers.status = 200 if accepts else 503
            began, calls = time.perf_counter(), receivers.calls
            advanced = await lab.advance(AdvanceClock(seconds=DAY))
            return figures(time.perf_counter() - began, advanced, receivers.calls - calls, accepts)


async def start(folder: Path, running: AsyncExitStack) -> str:
    """The address of a new backend as it is delivered, in processes of its own."""
    words = ("--control", "--port", "0", "--rate-limit", PLENTY, "--database", str(folder / "backend.db"))
    program = await Program.start("backend", sys.executable, "run_backend.py", *words)
    await running.enter_async_context(program)
    return str((await program.follow().until("ready"))["address"])


async def live(lab: LabClient, address: str, receivers: Receivers) -> None:
    """Make the sessions and the orders. Raises Failed."""
    await lab.set_clock(SetClock(mode=ClockMode.SCALED, rate=PACE))
    await asyncio.to_thread(make, urlsplit(address).port or 0, receivers.urls)
    await lab.set_clock(SetClock(mode=ClockMode.FROZEN))
    if not await asyncio.to_thread(receivers.wait_for, MESSAGES):
        raise Failed(f"The receivers have not got {MESSAGES} messages")


def make(port: int, urls: list[str]) -> None:
    answers: list[Any] = []
    drive(port, [scripts.once([scripts.count_stock(), *map(scripts.configure_webhook, urls)], answers)])
    numbers, machines = iter(range(ORDERS)), iter(scripts.MACHINES * (SESSIONS // len(scripts.MACHINES)))
    sellers = [scripts.sales(numbers, []) for _ in range(CONNECTIONS)]
    drive(port, [*sellers, *(creating(machines) for _ in range(CONNECTIONS))])


def creating(machines: Iterator[str]) -> Script:
    for machine in machines:
        yield scripts.create_session(machine)


def figures(seconds: float, advanced: Advanced, calls: int, accepts: bool) -> list[Figure]:
    what = "advance over 24 h" if accepts else "the same, while the receivers go on refusing"
    target = f"below {MOST:g} s" if accepts else ""
    moments = len({happening.at for happening in advanced.happened})
    counts = ", ".join(f"{count} {kind}" for kind, count in advanced.counts.items())
    is_whole = advanced.is_complete and advanced.counts[HappeningKind.SESSION_EXPIRED] == SESSIONS
    return [
        Figure(what, f"{seconds:.2f} s", target, seconds < MOST and is_whole),
        Figure("  happened", counts),
        Figure("  calls that receivers got", f"{calls}; the first {len(advanced.happened)} at {moments} moments"),
    ]


def main() -> None:
    prepare_console()
    argparse.ArgumentParser(prog="python -m benchmarks.clock", description="An advance over a day.").parse_args()
    say(f"Python {platform.python_version()}, {os.cpu_count()} cores; {SESSIONS} sessions, {MESSAGES} webhooks")
    for accepts in (True, False):
        show(in_a_folder(partial(measure, accepts=accepts)))


if __name__ == "__main__":
    main()
