"""What a snapshot's folder says about itself; written last, so that a folder without it isn't a snapshot yet."""

import hashlib
import os
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from backend.base.refusals import Conflict
from backend.models import schema
from backend.models.sqlite.migration import FROM as MIGRATED
from contract.hints import Code
from contract.lab_time import ClockMode
from contract.messages.snapshots import PartState, Snapshot

MANIFEST = "manifest.json"
DATABASE = "backend.sqlite"
PARTS = "parts"
ARTWORK = "files"
FORMAT = 1
"""Rises with every change of how a folder is laid out."""


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True)


class Versions(_Document):
    """What every version of this program can read of any manifest."""

    format: int
    layout: int
    """Of the tables: `schema.VERSION`."""


class KeptFile(_Document):
    size: int
    """Bytes."""
    sha256: str


class Manifest(Versions):
    """`at` is the lab's time, in whose mode it comes back. `files` are by their path in the folder, with slashes.

    Artwork isn't among them: it is checked when it is shown, and made anew when it is missing or damaged.
    """

    note: str | None
    at: datetime
    real_time: datetime
    mode: ClockMode
    rate: float
    sessions: int
    orders: int
    parts: list[PartState]
    files: dict[str, KeptFile]

    def described(self, name: str) -> Snapshot:
        """As the API tells it."""
        return Snapshot(
            name=name,
            note=self.note,
            at=self.at,
            real_time=self.real_time,
            version=self.layout,
            size=sum(file.size for file in self.files.values()),
            sessions=self.sessions,
            orders=self.orders,
            parts=self.parts,
        )


def read_manifest(folder: Path) -> Manifest:
    """Raises Conflict for one that another version wrote, or that can't be read."""
    try:
        content = (folder / MANIFEST).read_bytes()
        versions = Versions.model_validate_json(content)
        _check_versions(folder.name, versions)
        return Manifest.model_validate_json(content)
    except OSError as error:
        raise damaged(folder.name, f"{MANIFEST} can't be read") from error
    except ValidationError as error:
        raise damaged(folder.name, f"{MANIFEST} is cut off or altered") from error


def check_files(folder: Path, manifest: Manifest) -> None:
    """Raises Conflict when a file is missing, cut off or altered."""
    for path, kept in manifest.files.items():
        if (problem := _problem(folder / path, kept)) is not None:
            raise damaged(folder.name, f"{path} {problem}")


def check_file(folder: Path, manifest: Manifest, path: str) -> None:
    """The same of one file only, which the manifest has."""
    check_files(folder, manifest.model_copy(update={"files": {path: manifest.files[path]}}))


def kept_files(folder: Path) -> dict[str, KeptFile]:
    """Database and shares as they are now, by their path."""
    files = [folder / DATABASE, *(folder / PARTS).glob("*.json")]
    return {
        file.relative_to(folder).as_posix(): KeptFile(size=file.stat().st_size, sha256=_sha256(file)) for file in files
    }


def write_durably(file: Path, content: bytes) -> None:
    """Return when the content is on the disk."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def damaged(snapshot: str, problem: str) -> Conflict:
    detail = f"Snapshot {snapshot} is damaged: {problem}. Nothing was changed; copy it anew, or remove it"
    return Conflict(Code.SNAPSHOT_DAMAGED, detail, snapshot=snapshot, problem=problem)


def _check_versions(snapshot: str, found: Versions) -> None:
    made, wanted = f"{found.format}.{found.layout}", f"{FORMAT}.{schema.VERSION}"
    if found.format != FORMAT or found.layout not in {schema.VERSION, MIGRATED}:
        detail = (
            f"Snapshot {snapshot} was made by another version: it has layout {made}, and this version needs {wanted}. "
            "Nothing was changed; restore it with that version, or remove it and make a new one"
        )
        raise Conflict(Code.SNAPSHOT_VERSION, detail, snapshot=snapshot, found=made, wanted=wanted)


def _problem(file: Path, kept: KeptFile) -> str | None:
    if not file.is_file():
        return "is missing"
    size = file.stat().st_size
    if size != kept.size:
        return f"has {size} of {kept.size} bytes"
    return None if _sha256(file) == kept.sha256 else "was altered"


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
