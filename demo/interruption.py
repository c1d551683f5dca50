"""Work that a person may end before it is done."""

import asyncio
import signal
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

ResultT = TypeVar("ResultT")


class Interrupted(Exception):
    """The person has had enough: Ctrl-C, SIGTERM or a closed window."""


def ending_on_signals() -> asyncio.Event:
    """An event that SIGINT and SIGTERM set."""
    ending = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no loop signals; asyncio.run sees Ctrl-C there
            asyncio.get_running_loop().add_signal_handler(name, ending.set)
    return ending


async def unless(ending: asyncio.Event, work: Coroutine[Any, Any, ResultT]) -> ResultT:
    """The result of `work`. When `ending` comes first, the work is cancelled and Interrupted raised."""
    task = asyncio.create_task(work)
    end = asyncio.create_task(ending.wait())
    try:
        await asyncio.wait({task, end}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise Interrupted
    finally:
        task.cancel()
        end.cancel()
        await asyncio.wait({task, end})
