"""Where a database's snapshots lie: in a folder beside it, one folder each."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backend.base.refusals import Conflict, NotFound
from backend.models.unusable import DatabaseFull
from backend.snapshots.manifest import MANIFEST, Manifest, read_manifest
from contract.hints import Code
from contract.messages.snapshots import Snapshot

MOST_SNAPSHOTS = 50
_UNDER_WAY, _REMOVED = ".under-way", ".removed"
"""No snapshot's name begins with a dot. What a crash leaves in these is thrown away by the next who needs them."""


class Shelf:
    """The snapshots of one database. Whoever changes something on it is alone (`Parts.work`)."""

    def __init__(self, database: Path) -> None:
        self._folder = database.with_name(f"{database.stem}-snapshots")

    def snapshots(self) -> list[Snapshot]:
        """The newest first; without those that this version can't read."""
        described = [manifest.described(name) for name, manifest in self._readable()]
        return sorted(described, key=lambda snapshot: snapshot.real_time, reverse=True)

    def find(self, name: str) -> Path:
        """The folder. Raises NotFound."""
        folder = self._folder / name
        if not folder.is_dir():
            raise NotFound(Code.SNAPSHOT_UNKNOWN, f"There is no snapshot {name}", snapshot=name)
        return folder

    def check_room(self, name: str) -> None:
        """Raises Conflict when the name is taken, or no more snapshots are kept."""
        if (self._folder / name).exists():
            detail = f"There is a snapshot {name} already. Remove it first: DELETE /lab/snapshots/{name}"
            raise Conflict(Code.SNAPSHOT_TAKEN, detail, snapshot=name)
        if len(self._names()) >= MOST_SNAPSHOTS:
            detail = f"{MOST_SNAPSHOTS} snapshots are kept. Remove one first: DELETE /lab/snapshots/{{name}}"
            raise Conflict(Code.SNAPSHOTS_TOO_MANY, detail, limit=MOST_SNAPSHOTS)

    @contextmanager
    def workplace(self) -> Iterator[Path]:
        """An empty folder that is gone afterwards. Raises Conflict for what can't be written inside the block."""
        place = self._folder / _UNDER_WAY
        try:
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            yield place
        except (OSError, sqlite3.Error, DatabaseFull) as error:
            detail = f"Nothing was changed, since what a snapshot in {self._folder} needs can't be written: {error}"
            raise Conflict(Code.SNAPSHOT_UNWRITABLE, detail, problem=str(error)) from error
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def put(self, made: Path, name: str) -> None:
        """A folder of the workplace becomes a snapshot, all at once."""
        made.rename(self._folder / name)

    def remove(self, name: str) -> None:
        """Nothing happens when there is none. What a crash leaves is no snapshot any more."""
        removed = self._folder / _REMOVED
        shutil.rmtree(removed, ignore_errors=True)
        folder = self._folder / name
        if folder.is_dir():
            folder.rename(removed)
            shutil.rmtree(removed, ignore_errors=True)

    def _readable(self) -> Iterator[tuple[str, Manifest]]:
        for name in self._names():
            try:
                yield name, read_manifest(self._folder / name)
            except Conflict:
                continue  # restoring it says why

    def _names(self) -> list[str]:
        return [file.parent.name for file in self._folder.glob(f"[!.]*/{MANIFEST}")]
