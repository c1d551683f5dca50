"""Rendered files kept on disk, so that nothing is rendered twice, not even after a restart."""

import hashlib
import logging
import os
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MOST_PLACES = 1000
"""Orders whose files are kept, some 1.5 MB each; those made longest ago are forgotten, and rendered anew when asked."""
_DIGITS = 16
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Key:
    """Which file: `place` is its folder, `fingerprint` stands for all that determines its content."""

    place: str
    kind: str
    suffix: str
    fingerprint: str

    @property
    def stem(self) -> str:
        return f"{self.kind}-{self.fingerprint[:_DIGITS]}-"


class KeptFiles:
    """A file's name ends in a digest of its content, so that a damaged one is noticed and made anew.

    One file is made at a time: the same one never twice, and memory holds one picture.
    """

    def __init__(self, folder: Path, most_places: int = MOST_PLACES) -> None:
        self.folder = folder
        self._most_places = most_places
        self._making = threading.Lock()
        self._complained = False

    def find(self, key: Key) -> bytes | None:
        """The file's content, None when it isn't there or isn't what was written."""
        with suppress(OSError):
            for file in (self.folder / key.place).glob(f"{key.stem}*{key.suffix}"):
                content = file.read_bytes()
                if file.name == _name(key, content):
                    return content
        return None

    def obtain(self, key: Key, make: Callable[[], bytes]) -> bytes:
        """The file's content, made when it isn't there. Where nothing can be written, it is made each time."""
        kept = self.find(key)
        if kept is not None:
            return kept
        with self._making:
            return self.find(key) or self._keep(key, make())

    def _keep(self, key: Key, content: bytes) -> bytes:
        try:
            self._write(key, content)
        except OSError as error:
            self._complain(error)
        return content

    def _write(self, key: Key, content: bytes) -> None:
        place = self.folder / key.place
        if not place.is_dir():
            place.mkdir(parents=True)
            self._forget_oldest()
        file = place / _name(key, content)
        part = file.with_name(f"{file.name}.{os.getpid()}.part")
        part.write_bytes(content)
        part.replace(file)
        _remove_others(key, file)

    def _forget_oldest(self) -> None:
        places = sorted(self.folder.iterdir(), key=lambda place: place.stat().st_mtime)
        for place in places[: -self._most_places]:
            shutil.rmtree(place, ignore_errors=True)

    def _complain(self, error: OSError) -> None:
        """Once: a full disk would fill the log as well."""
        if not self._complained:
            self._complained = True
            logger.warning(
                "files: %s can't be written (%s), so every file is made anew for each download: "
                "make the folder writable, or free some space",
                self.folder,
                error,
            )


def files_beside(database: Path) -> KeptFiles:
    """The files of a backend, in a folder beside its database."""
    return KeptFiles(database.with_name(f"{database.stem}-files"))


def _name(key: Key, content: bytes) -> str:
    return f"{key.stem}{hashlib.sha256(content).hexdigest()[:_DIGITS]}{key.suffix}"


def _remove_others(key: Key, file: Path) -> None:
    """The same kind with another content: nobody asks for it any more."""
    for other in file.parent.glob(f"{key.kind}-*{key.suffix}"):
        if other != file:
            with suppress(OSError):  # somebody reads it right now, which some systems forbid to disturb
                other.unlink()
