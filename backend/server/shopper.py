"""The shopper as a child of the backend."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from hostkit.console import say

PROJECT = Path(__file__).resolve().parents[2]
GRACE = 1.0
"""Seconds that a shopper gets to end by itself."""


@asynccontextmanager
async def playing_shopper(url: str, seed: int, pace: float) -> AsyncIterator[None]:
    """A shopper plays from the first line of the body, for every session that is new by then, to its last."""
    shopper = await _start(url, seed, pace)
    watch = asyncio.create_task(_say_when_it_ends(shopper))
    try:
        if shopper.stdout is not None:
            await shopper.stdout.readline()  # its report that it follows the sessions, or its end
        yield
    finally:
        watch.cancel()
        await _end(shopper)


async def _start(url: str, seed: int, pace: float) -> Process:
    """Its standard input is the string that it hangs on: it ends with us, whatever ends us."""
    path = os.pathsep.join(filter(None, [str(PROJECT), os.environ.get("PYTHONPATH")]))
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "shopper", "--control"),
        *("--backend", url, "--seed", str(seed), "--pace", str(pace)),
        env={**os.environ, "PYTHONPATH": path},
        stdin=PIPE,
        stdout=PIPE,
        start_new_session=True,
    )


async def _say_when_it_ends(shopper: Process) -> None:
    status = await shopper.wait()
    say(f"The shopper ended (exit status {status}); the backend goes on without one.", sys.stderr)


async def _end(shopper: Process) -> None:
    if shopper.stdin is not None:
        shopper.stdin.close()
    try:
        async with asyncio.timeout(GRACE):
            await shopper.wait()
    except TimeoutError:
        shopper.kill()
        await shopper.wait()
