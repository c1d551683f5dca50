"""One question to several programs at once."""

import threading
from collections.abc import Collection
from typing import Generic, TypeVar

WordT = TypeVar("WordT")


class RollCall(Generic[WordT]):
    """Each program may answer until the time is up; what it says last counts, since a call may be repeated."""

    def __init__(self, subject: str, asked: Collection[str]) -> None:
        self.subject = subject
        self.asked = frozenset(asked)
        self._said: dict[str, WordT] = {}
        self._changed = threading.Condition()
        self._is_over = False

    def say(self, part: str, word: WordT) -> bool:
        """Whether the word counts: its program was asked, and the time isn't up."""
        with self._changed:
            if self._is_over or part not in self.asked:
                return False
            self._said[part] = word
            self._changed.notify_all()
            return True

    def gather(self, patience: float) -> dict[str, WordT]:
        """What was said when all have answered, or after so many seconds. Nothing counts afterwards."""
        with self._changed:
            self._changed.wait_for(lambda: self._said.keys() == self.asked, patience)
            self._is_over = True
            return dict(self._said)
