"""One event loop for Qt and asyncio, and the one list of the ways in which a program of ours ends.

A program ends when its last window is closed, on SIGINT and SIGTERM, when its control channel ends, or when its main
coroutine returns or raises. In each case every `finally` runs: nobody calls QApplication.quit(), which skips them.
qasync is used here and nowhere else.
"""

import asyncio
import gc
import signal
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

import qasync
from PySide6.QtGui import QGuiApplication

Main = Callable[[asyncio.Event], Awaitable[None]]


def run(application: QGuiApplication, main: Main) -> None:
    """Run `main(ending)` on Qt's loop. It returns soon after `ending` is set; what it raises is raised here."""
    application.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
        runner.run(_until_ended(application, main))
    gc.collect()  # the ended loop holds a timer in a cycle; collected later, in another thread, it would crash Qt


async def _until_ended(application: QGuiApplication, main: Main) -> None:
    ending = asyncio.Event()
    application.lastWindowClosed.connect(ending.set)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no loop signals; asyncio.Runner sees Ctrl-C there
            loop.add_signal_handler(name, ending.set)
    await main(ending)


async def run_until(ending: asyncio.Event, *work: Coroutine[Any, Any, None]) -> None:
    """Run background work until `ending` is set, then cancel it. A failure ends all of it as an ExceptionGroup."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(each) for each in work]
        await ending.wait()
        for task in tasks:
            task.cancel()


def everything_is_loaded() -> None:
    """What exists by now stays: when Python looks for garbage in it, the screen stands still for 20 ms."""
    gc.collect()
    gc.freeze()
