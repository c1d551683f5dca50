"""Which sessions our phones have scanned, so that we go on with those and leave other people's alone."""

from collections.abc import Mapping
from typing import Any, Protocol

NAME = "scanned"
MOST = 200
"""Enough for every session that is alive when the shopper is started again, or the lab is set back by a snapshot."""


class Memory(Protocol):
    """A durable store."""

    def read(self, name: str) -> dict[str, Any] | None: ...

    def write(self, name: str, content: Mapping[str, Any]) -> None: ...


class Scanned:
    """The latest sessions; older ones are forgotten."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._sessions: list[str] = (memory.read(NAME) or {"sessions": []})["sessions"]

    def __contains__(self, session_id: str) -> bool:
        return session_id in self._sessions

    def add(self, session_id: str) -> None:
        if session_id not in self._sessions:
            self._sessions = [*self._sessions, session_id][-MOST:]
            self._memory.write(NAME, {"sessions": self._sessions})
