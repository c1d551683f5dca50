"""How long a kiosk takes from its start to a code that a phone can read, with a backend already running.

Beside it, in turn: Python that shows an empty Qt Quick window and draws one frame. Run it with
`make bench-start`; nothing else should be busy on the computer.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import zxingcpp
from PIL import Image

from demo.program import Program
from hostkit.console import prepare_console, say
from hostkit.folders import STATE_VARIABLE

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5
EMPTY_WINDOW = """
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow
import os
application = QGuiApplication([])
window = QQuickWindow()
window.resize(1560, 1920)
window.frameSwapped.connect(lambda: os._exit(0))
window.show()
application.exec()
"""


class Bench:
    """A backend that stays, and the two programs that are started in turn."""

    def __init__(self, folder: Path, running: AsyncExitStack) -> None:
        self._folder = folder
        self._running = running
        self._backend = ""

    async def start_backend(self) -> None:
        database = ("--port", "0", "--database", str(self._folder / "lab.db"))
        backend = await self._running.enter_async_context(await self._start("run_backend.py", *database))
        self._backend = str((await backend.follow().until("ready"))["address"])

    async def kiosk(self) -> None:
        """Raises SystemExit when the code on the screen can't be read."""
        kiosk = await self._start("run_kiosk.py", "--backend", self._backend)
        async with kiosk:
            shown = await kiosk.follow().until("screen", screen="code")
            self.shown = time.perf_counter()
            picture = self._folder / "code.png"
            await kiosk.do("grab", file=str(picture))
        with Image.open(picture) as frame:
            codes = [code.text for code in zxingcpp.read_barcodes(frame)]
        if not any(shown["session_id"] in code for code in codes):
            raise SystemExit(f"The code on the screen does not lead to {shown['session_id']}: {codes}")

    async def empty_window(self) -> None:
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", EMPTY_WINDOW)
        await process.wait()
        self.shown = time.perf_counter()

    async def seconds(self, work: Callable[[], Awaitable[None]]) -> float:
        began = time.perf_counter()
        await work()
        return self.shown - began

    async def _start(self, script: str, *words: str) -> Program:
        state = {STATE_VARIABLE: str(self._folder / "state")}
        return await Program.start(script, sys.executable, str(ROOT / script), "--control", *words, environment=state)


async def measure(folder: Path) -> None:
    async with AsyncExitStack() as running:
        bench = Bench(folder, running)
        await bench.start_backend()
        await bench.kiosk()  # once uncounted: compiled QML and warm files
        rounds = [(await bench.seconds(bench.kiosk), await bench.seconds(bench.empty_window)) for _ in range(ROUNDS)]
    tell("kiosk, start to scannable code", [kiosk for kiosk, _ in rounds], "s")
    tell("empty Qt Quick window, start to first frame", [window for _, window in rounds], "s")
    tell("ratio", [kiosk / window for kiosk, window in rounds], "times")


def tell(what: str, figures: list[float], unit: str) -> None:
    middle, worst = statistics.median(figures), max(figures)
    say(f"{what}: median {middle:.2f} {unit}, worst of {len(figures)} {worst:.2f} {unit}")


def main() -> None:
    prepare_console()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder)))


if __name__ == "__main__":
    main()
