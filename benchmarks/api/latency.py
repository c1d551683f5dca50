"""How long one call takes on one open connection, for a computer that is idle and for one that is busy."""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from benchmarks.api.client import Call, drive
from benchmarks.api.figures import Figure, hundredth
from benchmarks.api.scripts import repeat

WARMING = 50
"""Calls before those that count."""
BUSY_LOOP = "while True: pass"


def latency(what: str, port: int, calls: Sequence[Call], count: int) -> Figure:
    """Median and slowest hundredth of so many of the calls, one after another."""
    drive(port, [repeat(calls)], calls=WARMING)
    times = drive(port, [repeat(calls)], calls=count).times[calls[0].name]
    return Figure(what, f"median {1000 * statistics.median(times):.2f} ms, p99 {hundredth(times):.2f} ms")


@contextmanager
def busy_loops() -> Iterator[None]:
    """One for each core, so that whatever is measured has to wait its turn."""
    loops: Sequence[subprocess.Popen[bytes]] = [
        subprocess.Popen([sys.executable, "-c", BUSY_LOOP])  # noqa: S603 (our own words)
        for _ in range(os.cpu_count() or 1)
    ]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()
