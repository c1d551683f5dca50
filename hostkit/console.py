"""Lines for a person, into any terminal or pipe: a GBK pipe can't hold every character, and must not end a program."""

import sys
from typing import TextIO


def prepare_console() -> None:
    """Write what the code page lacks as escapes instead of raising UnicodeEncodeError."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace", line_buffering=True)


def say(line: str, stream: TextIO | None = None) -> None:
    """Print one line at once. A reader that went away is no reason to stop working."""
    target = stream or sys.stdout
    try:
        target.write(line + "\n")
        target.flush()
    except BrokenPipeError:
        pass
