"""Pictures of what a window shows, as PNG files. Encoding takes ten frames' time, so another thread does it."""

import asyncio
from pathlib import Path

from PySide6.QtGui import QImage


async def save_png(image: QImage, file: Path) -> None:
    """Write the picture without holding the event loop. Raises OSError when the file can't be written."""
    await asyncio.to_thread(_save, image, file)


def _save(image: QImage, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(file), "PNG"):  # type: ignore[call-overload]  # the stubs want bytes, Qt and PySide take str
        raise OSError(f"{file} can't be written")
