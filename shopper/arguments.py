"""The command line of `python -m shopper`."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the command line asks for."""

    backend: str
    seed: int
    pace: float
    control: bool


def parse(words: Sequence[str] | None = None) -> Arguments:
    """Ends the program with status 2 and a sentence when the words can't be understood."""
    parser = argparse.ArgumentParser(
        prog="python -m shopper",
        description="Plays the customer's phone for every new session of a backend on this computer. Ctrl-C ends it.",
    )
    parser.add_argument(
        "--backend",
        type=_address,
        default="http://127.0.0.1:8000",
        metavar="URL",
        help="whose sessions (default: %(default)s)",
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="what is chosen (default: %(default)s)")
    parser.add_argument(
        "--pace", type=_pace, default=1.0, metavar="X", help="multiplies the times: 2 is slower (default: 1)"
    )
    parser.add_argument(
        "--control",
        action="store_true",
        help="report on standard output as JSON lines, and end with standard input (for drivers)",
    )
    return Arguments(**vars(parser.parse_args(words)))


def _address(word: str) -> str:
    try:
        address = urlsplit(word)
        is_usable = address.scheme in {"http", "https"} and bool(address.hostname) and address.port != 0
    except ValueError:
        is_usable = False
    if is_usable:
        return word.rstrip("/")
    raise argparse.ArgumentTypeError(f"{word!r} is no address: give one such as http://127.0.0.1:8000")


def _pace(word: str) -> float:
    try:
        pace = float(word)
    except ValueError:
        pace = 0
    if 0.01 <= pace <= 100:
        return pace
    raise argparse.ArgumentTypeError(f"{word!r} is no pace: give a number from 0.01 to 100")
