"""Files into an archive that is read while it is made: memory holds one file of it at a time."""

import io
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime

Packed = tuple[str, bytes]
"""A file's name and content."""


class _Outlet(io.RawIOBase):
    """What the archive writes until somebody takes it away. Can't be sought in, as a network connection can't."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]  # whatever holds bytes, as all files take it
        self._pieces.append(piece)
        return len(piece)

    def take(self) -> bytes:
        taken, self._pieces = b"".join(self._pieces), []
        return taken


def zip_pieces(files: Iterable[Packed], at: datetime) -> Iterator[bytes]:
    """A zip archive.

    Pictures are compressed already, but entries are called deflated, in blocks that are merely stored: Java's
    ZipInputStream refuses a stored entry whose size comes behind it, as it has to in a stream.
    """
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, at.timetuple()[:6])
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, compresslevel=0)
            yield outlet.take()
    yield outlet.take()


def tar_pieces(files: Iterable[Packed], at: datetime) -> Iterator[bytes]:
    """A tar archive in the format that every tar reads."""
    outlet = _Outlet()
    with tarfile.open(mode="w|", fileobj=outlet) as archive:
        for name, content in files:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime = len(content), int(at.timestamp())
            archive.addfile(entry, io.BytesIO(content))
            yield outlet.take()
    yield outlet.take()
