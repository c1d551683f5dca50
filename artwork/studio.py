"""Draws in a process of its own, one picture at a time.

A drawing for print takes a quarter of a second and a hundred megabytes. In the process that answers calls, others would
wait meanwhile for Python's global lock (docs/performance.md).
"""

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from artwork.case.preview import preview_jpg
from artwork.design import Design
from artwork.pictures import NotAPicture, fit_face, read_picture
from artwork.placeholder import render_placeholder
from artwork.png import png_bytes
from artwork.render import render_design

PRINT_PPI = 300
SCREEN_PPI = 100
NICENESS = 10
PATIENT = "--patient"
_LENGTH = 8
"""Bytes before each picture that say how many it has."""
_REFUSED = b"refused: "
"""Before the reason why bytes are no picture; no picture begins so."""
_ROOT = Path(__file__).resolve().parents[1]


class DrawingFailed(Exception):
    """The process ended over a drawing; it has written why to stderr."""


class Studio:
    """Its process starts with the first drawing, and anew after one that it didn't survive; `close` ends it.

    With `patience` it takes what others leave of the computer's time: right for print, but not where somebody waits.
    """

    def __init__(self, patience: bool) -> None:
        self._patience = patience
        self._drawing = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process_id(self) -> int | None:
        """None before the first drawing."""
        return None if self._process is None else self._process.pid

    def draw(self, name: str, design: Design | None, face_mm: tuple[float, float], ppi: int) -> bytes:
        """The PNG of a design on a face of (width, height) mm; without a design what stands for one.

        `name` is the order's or the session's. Raises DrawingFailed.
        """
        return self._obtain(name, [name, design and asdict(design), face_mm, ppi])

    def preview(self, name: str, picture: bytes) -> bytes:
        """The JPEG that shows a design's PNG on its case. Raises DrawingFailed."""
        return self._obtain(name, len(picture), picture)

    def fit(self, name: str, picture: bytes, face_mm: tuple[float, float], ppi: int) -> bytes:
        """The PNG of somebody's picture over a whole face of (width, height) mm. Raises NotAPicture, DrawingFailed."""
        fitted = self._obtain(name, {"length": len(picture), "face_mm": face_mm, "ppi": ppi}, picture)
        if fitted.startswith(_REFUSED):
            raise NotAPicture(fitted.removeprefix(_REFUSED).decode())
        return fitted

    def _obtain(self, name: str, asked: object, attached: bytes = b"") -> bytes:
        request = json.dumps(asked).encode() + b"\n" + attached
        with self._drawing:
            try:
                return self._ask(request)
            except (OSError, EOFError):  # its process may have been killed meanwhile, by a computer short of memory
                try:
                    return self._ask(request)
                except (OSError, EOFError) as error:
                    raise DrawingFailed(f"The design of {name} couldn't be drawn; stderr says why") from error

    def _ask(self, request: bytes) -> bytes:
        """Raises OSError and EOFError when the process ended instead of answering."""
        if self._process is None:
            self._process = _start(self._patience)
        try:
            return _ask(self._process, request)
        except (OSError, EOFError):
            self._end()
            raise

    def close(self) -> None:
        with self._drawing:
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            # To its process the end of its input is the end, whether we close the pipe or die.
            self._process.communicate()
            self._process = None


def _start(patience: bool) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", __name__, *([PATIENT] if patience else [])]
    return subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 (ourselves)


def _ask(process: "subprocess.Popen[bytes]", request: bytes) -> bytes:
    """Raises OSError and EOFError when the process ends instead of answering."""
    if process.stdin is None or process.stdout is None:
        raise EOFError
    process.stdin.write(request)
    process.stdin.flush()
    length = int.from_bytes(_read(process.stdout, _LENGTH))
    return _read(process.stdout, length)


def _read(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data


def _draw(name: str, design: dict[str, str] | None, face_mm: tuple[float, float], ppi: int) -> bytes:
    if design is None:
        return png_bytes(render_placeholder(name, face_mm, ppi), ppi)
    return png_bytes(render_design(Design(**design), face_mm, ppi), ppi)


def _fit(picture: bytes, face_mm: tuple[float, float], ppi: int) -> bytes:
    try:
        return png_bytes(fit_face(read_picture(picture), face_mm, ppi), ppi)
    except NotAPicture as error:
        return _REFUSED + str(error).encode()


def _answer(asked: Any, attached: IO[bytes]) -> bytes:
    if isinstance(asked, int):
        return preview_jpg(attached.read(asked))
    if isinstance(asked, dict):
        return _fit(attached.read(asked["length"]), asked["face_mm"], asked["ppi"])
    return _draw(*asked)


def _take_what_is_left() -> None:
    """Of the computer's time: on Linux none while anybody else wants it, elsewhere little."""
    if hasattr(os, "sched_setscheduler"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    elif hasattr(os, "nice"):
        os.nice(NICENESS)


def main() -> None:
    """Draw what standard input asks for, until it ends: a design in a line, or a picture behind one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C is for the parent
    if PATIENT in sys.argv:
        _take_what_is_left()
    for line in sys.stdin.buffer:
        picture = _answer(json.loads(line), sys.stdin.buffer)
        sys.stdout.buffer.write(len(picture).to_bytes(_LENGTH) + picture)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
