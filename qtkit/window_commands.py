"""The commands of a control channel that every program with a window has: its picture, and its stalls."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from hostkit.control import CommandError, ControlChannel
from qtkit.grab import save_png
from qtkit.stall_meter import StallMeter

Answer = Mapping[str, Any]


def answer_window_commands(
    channel: ControlChannel, meter: StallMeter, picture: Callable[[], Awaitable[QImage]]
) -> None:
    """`grab` writes the settled window as PNG, `stalls` tells the longest in ms, `reset_stalls` begins anew."""

    async def grab(command: Answer) -> Answer:
        file = command.get("file")
        if not isinstance(file, str):
            raise CommandError('grab needs a "file"')
        try:
            await save_png(await picture(), Path(file))
        except OSError as error:
            raise CommandError(str(error)) from error
        return {"file": file}

    async def stalls(_command: Answer) -> Answer:
        return {"longest_ms": round(meter.longest * 1000, 1)}

    async def reset_stalls(_command: Answer) -> Answer:
        meter.reset()
        return {}

    channel.on("grab", grab)
    channel.on("stalls", stalls)
    channel.on("reset_stalls", reset_stalls)
