"""The body of a request as far as it has come: in memory, or in a file once it is large."""

import os
import tempfile
import threading
import weakref
from collections.abc import Iterator
from io import FileIO

IN_MEMORY = 64 * 1024
"""Bytes. Thousands of clients may send at the same time."""
PIECE = 64 * 1024
_READING = threading.Lock()
"""One for all: a file is read twice at most, by the loop and by the journal."""


class Content:
    """Grows in the gate's loop; a thread of the journal may read it when it is whole."""

    __slots__ = ("__weakref__", "_file", "_memory", "size")

    def __init__(self) -> None:
        self.size = 0
        self._memory = bytearray()
        self._file: FileIO | None = None

    def add(self, data: bytes) -> None:
        """Raises OSError when the disk is full."""
        self.size += len(data)
        if self._file is not None:
            self._append(self._file, data)
            return
        self._memory += data
        if self.size > IN_MEMORY:
            self._move()

    def pieces(self) -> Iterator[bytes]:
        at = 0
        while piece := self.piece(at):
            at += len(piece)
            yield piece

    def piece(self, at: int) -> bytes:
        """Some bytes from there on; none at the end."""
        file = self._file
        if file is None:
            return bytes(self._memory[at:])
        with _READING:
            file.seek(at)
            return file.read(PIECE)

    def read(self) -> bytes:
        return b"".join(self.pieces())

    def _move(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 (it lives as long as this)
        weakref.finalize(self, self._file.close)
        self._file.write(self._memory)
        self._memory.clear()

    @staticmethod
    def _append(file: FileIO, data: bytes) -> None:
        with _READING:
            file.seek(0, os.SEEK_END)
            file.write(data)
