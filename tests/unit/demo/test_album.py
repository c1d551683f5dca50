"""The output folder: our own files are replaced, everything else stays."""

import asyncio
from pathlib import Path
from typing import Any

from demo.album import Album

OURS = ("01-kiosk-code.png", "12-station-half-printed.png", "summary.json")
FOREIGN = ("01-holiday.png", "kiosk-code.png", "notes.txt", "summary.txt")


class Camera:
    """A program as far as a picture needs it."""

    name = "kiosk"

    def __init__(self) -> None:
        self.files: list[str] = []

    async def do(self, command: str, **fields: Any) -> dict[str, Any]:
        assert command == "grab"
        self.files.append(Path(fields["file"]).name)
        return {}


def test_clearing_removes_only_our_own_files(tmp_path: Path) -> None:
    for name in (*OURS, *FOREIGN):
        (tmp_path / name).touch()
    Album(tmp_path).clear()
    assert {file.name for file in tmp_path.iterdir()} == {*FOREIGN, "lab-state"}


def test_clearing_starts_a_fresh_state(tmp_path: Path) -> None:
    album = Album(tmp_path / "new")
    album.clear()
    (album.state / "backend.sqlite").touch()
    album.clear()
    assert list(album.state.iterdir()) == []


def test_pictures_are_numbered_and_named(tmp_path: Path) -> None:
    album, camera = Album(tmp_path), Camera()
    for what in ("code", "thank_you"):
        asyncio.run(album.take(camera, what))
    assert camera.files == ["01-kiosk-code.png", "02-kiosk-thank-you.png"]
