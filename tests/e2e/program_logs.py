"""What the programs of a test have written, kept for the report of its failure."""

from collections.abc import Collection
from dataclasses import dataclass

LINES = 200
"""Of each program, the last ones."""
WIDTH = 500
"""Characters of a line."""


@dataclass(eq=False)
class ProgramLog:
    """`lines` grow while the program runs; it is open until whoever started the program has ended it."""

    title: str
    lines: Collection[str]
    open: bool = True

    def close(self) -> None:
        self.open = False

    @property
    def text(self) -> str:
        return "\n".join(line[:WIDTH] for line in list(self.lines)[-LINES:])


_logs: list[ProgramLog] = []


def follow(title: str, lines: Collection[str]) -> ProgramLog:
    """Have a program's lines in the report of the present test, and of those that come before it is closed."""
    log = ProgramLog(title, lines)
    _logs.append(log)
    return log


def forget_closed() -> None:
    """At the beginning of a test: only programs that a fixture of several tests started are its own as well."""
    _logs[:] = [log for log in _logs if log.open]


def sections() -> list[tuple[str, str]]:
    """Title and text for each program."""
    return [(f"Output of {log.title}", log.text or "(it has written nothing)") for log in _logs]
