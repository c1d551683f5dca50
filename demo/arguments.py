"""The command line of run_demo.py."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hostkit.languages import LANGUAGES
from hostkit.options import number

DESCRIPTION = """
Sells a phone case with the real programs: a backend, a kiosk, a shopper and a print station. With a display the
windows stay open afterwards, for you; without one, pictures of every screen and a summary are written.
"""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the command line asks for."""

    sessions: int
    output: Path
    speed: float
    headless: bool
    language: str | None


def parse(words: Sequence[str] | None = None) -> Arguments:
    """Ends the program with status 2 and a sentence when the words can't be understood."""
    parser = argparse.ArgumentParser(prog="run_demo.py", description=DESCRIPTION)
    parser.add_argument("--sessions", type=_count, default=1, metavar="N", help="sales to make (default: 1)")
    parser.add_argument(
        "--output",
        type=Path,
        default=Path("demo-output"),
        metavar="DIR",
        help="folder for pictures and summary.json (default: %(default)s)",
    )
    parser.add_argument(
        "--speed",
        type=number(0.1, 20, "speed"),
        default=1.0,
        metavar="X",
        help="2 makes shopper and press twice as fast (default: 1)",
    )
    parser.add_argument("--headless", action="store_true", help="draw in memory, also where there is a display")
    parser.add_argument("--language", choices=LANGUAGES, help="of kiosk and station (default: their own)")
    return Arguments(**vars(parser.parse_args(words)))


def _count(word: str) -> int:
    if word.isdecimal() and int(word) > 0:
        return int(word)
    raise argparse.ArgumentTypeError(f"{word!r} is no number of sales: give one from 1")
