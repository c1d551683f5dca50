"""The demo's output folder: numbered pictures, the summary, and the programs' own state for one run."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

SUMMARY = "summary.json"
STATE = "lab-state"
PICTURE = re.compile(r"\d{2,}-(kiosk|station)-[a-z-]+\.png")


class Shown(Protocol):
    """A program with a window."""

    @property
    def name(self) -> str: ...

    async def do(self, command: str, **fields: Any) -> Mapping[str, Any]: ...


class Album:
    """Takes pictures of programs into a folder, numbered in the order in which they are taken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._taken = 0

    @property
    def state(self) -> Path:
        """Where the programs of this run keep what they remember."""
        return self.folder / STATE

    @property
    def summary(self) -> Path:
        return self.folder / SUMMARY

    def clear(self) -> None:
        """Make the folder ready: what an earlier demo left is removed, everything else stays. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for file in self.folder.iterdir():
            if PICTURE.fullmatch(file.name) or file.name == SUMMARY:
                file.unlink()
        if self.state.exists():
            shutil.rmtree(self.state)
        self.state.mkdir()

    async def take(self, program: Shown, what: str) -> None:
        """A picture of what the program shows now."""
        self._taken += 1
        name = f"{self._taken:02d}-{program.name}-{what.replace('_', '-')}.png"
        await program.do("grab", file=str(self.folder / name))
