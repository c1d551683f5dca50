"""An order's three files: design, print file and preview, each made once and then kept on disk."""

import hashlib
from dataclasses import dataclass
from enum import Enum

from artwork.studio import PRINT_PPI
from backend.files.artwork import artwork_of
from backend.steps.print_subject import PrintSubject, print_subject
from backend.world.environment import Environment
from backend.world.kept_files import Key
from contract import print_file


class FileKind(Enum):
    """Folder and name as guide 2.2.0, section 7 prints them, and the media type."""

    DESIGN = ("designs", "design.png", "image/png")
    PRINT = ("print", "print.gcode", "text/x.gcode")
    PREVIEW = ("preview", "preview.jpg", "image/jpeg")

    def __init__(self, folder: str, ending: str, media_type: str) -> None:
        self.folder = folder
        self.ending = ending
        self.media_type = media_type

    def file_name(self, order_id: str) -> str:
        return f"{order_id}_{self.ending}"


@dataclass(frozen=True, slots=True)
class OrderFile:
    """One of an order's files, whole."""

    name: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def order_file(environment: Environment, order_id: str, kind: FileKind) -> OrderFile:
    """Raises NotFound for an unknown order."""
    subject = print_subject(environment, order_id)
    design = artwork_of(environment, subject)
    content = design if kind is FileKind.DESIGN else _derived(environment, subject, design, kind)
    return OrderFile(kind.file_name(order_id), kind.media_type, content)


def _derived(environment: Environment, subject: PrintSubject, design: bytes, kind: FileKind) -> bytes:
    digest = hashlib.sha256(design).hexdigest()
    name, _, suffix = kind.ending.partition(".")
    key = Key(subject.order_id, name, f".{suffix}", digest)
    if kind is FileKind.PREVIEW:
        return environment.files.obtain(key, lambda: environment.studio.preview(subject.order_id, design))
    return environment.files.obtain(key, lambda: _print(subject, digest))


def _print(subject: PrintSubject, digest: str) -> bytes:
    return print_file.write(
        print_file.PrintFile(
            order_id=subject.order_id,
            model=subject.model,
            face_mm=subject.face_mm,
            ppi=PRINT_PPI,
            design_sha256=digest,
            swaths=print_file.plan(subject.face_mm[1], PRINT_PPI),
        )
    )
