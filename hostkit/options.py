"""The command-line options that several of our programs share, and what each accepts."""

import argparse
import re
from collections.abc import Callable
from urllib.parse import urlsplit

DEFAULT_BACKEND = "http://127.0.0.1:8000"
IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,50}")
GEOMETRY = re.compile(r"(-?\d+),(-?\d+),(\d+)x(\d+)")

Geometry = tuple[int, int, int, int]
"""x, y, width and height of a window in pixels."""


def add_backend(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--backend",
        type=address,
        default=DEFAULT_BACKEND,
        metavar="URL",
        help="the backend's address (default: %(default)s)",
    )


def add_control(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--control",
        action="store_true",
        help="for drivers: read commands from standard input and write reports to standard output, as JSON lines",
    )


def add_seed(parser: argparse.ArgumentParser, option: str, what: str) -> None:
    """For what is unguessable otherwise; `what` says what becomes of it."""
    parser.add_argument(
        option, type=int, metavar="N", help=f"{what}, so that the same day comes again (default: nobody can guess them)"
    )


def add_geometry(parser: argparse.ArgumentParser, example: str) -> None:
    parser.add_argument(
        "--geometry",
        type=geometry,
        metavar="X,Y,WxH",
        help=f"where to put the window and how large, such as {example}",
    )


def address(word: str) -> str:
    """The address of a server, without a slash at the end."""
    try:
        parts = urlsplit(word)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        usable = usable and not (parts.query or parts.fragment)
    except ValueError:
        usable = False
    if usable:
        return word.rstrip("/")
    raise argparse.ArgumentTypeError(f"{word!r} is no address: give one such as {DEFAULT_BACKEND}")


def identifier(example: str) -> Callable[[str], str]:
    """Accepts the id of a machine or of an equipment."""

    def accept(word: str) -> str:
        if IDENTIFIER.fullmatch(word):
            return word
        raise argparse.ArgumentTypeError(f"{word!r} is no id: give 1 to 50 letters, digits, _ and -, such as {example}")

    return accept


def number(lowest: float, highest: float, what: str) -> Callable[[str], float]:
    """Accepts a number in a range; `what` names it in the refusal."""

    def accept(word: str) -> float:
        try:
            value = float(word)
        except ValueError:
            value = float("nan")
        if lowest <= value <= highest:
            return value
        raise argparse.ArgumentTypeError(f"{word!r} is no {what}: give a number from {lowest:g} to {highest:g}")

    return accept


def geometry(word: str) -> Geometry:
    """Where a window goes."""
    found = GEOMETRY.fullmatch(word)
    if found is None or "0" in found.groups()[2:]:
        raise argparse.ArgumentTypeError(f"{word!r} is no place for a window: write it like 0,0,780x960")
    left, top, width, height = map(int, found.groups())
    return left, top, width, height
