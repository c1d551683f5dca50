"""The station's command line."""

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

PURPOSE = """The manufacturer's print station of the PimpMyCase rehearsal lab: it takes paid orders from the backend's
queue, prints them on a simulated press and reports their status."""
EXAMPLE = """example:
  python run_backend.py --shopper            a backend with a shopper who pays
  python run_station.py --case-seconds 6     a station that prints a case in 6 seconds

The window shows the print queue, the press and the stock. Without a backend it says what to type, and goes on when
one appears. It ends when the window is closed, on Ctrl-C and on SIGTERM; started again, it goes on with the job that
it had in hand.
"""
EQUIPMENT = re.compile(r"[A-Za-z0-9_-]{1,50}")
GEOMETRY = re.compile(r"(-?\d+),(-?\d+),(\d+)x(\d+)")


@dataclass(frozen=True, slots=True)
class Options:
    """`geometry` is x, y, width and height of the window in pixels."""

    backend: str
    equipment: str
    language: str
    case_seconds: float
    control: bool
    geometry: tuple[int, int, int, int] | None


def parse(arguments: Sequence[str] | None, languages: Sequence[str]) -> Options:
    """Ends the program with status 2 and a sentence when the arguments make no sense."""
    return Options(**vars(_parser(languages).parse_args(arguments)))


def _parser(languages: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run_station.py",
        description=PURPOSE,
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_work(parser)
    _add_window(parser, languages)
    return parser


def _add_work(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--backend",
        type=_address,
        default="http://127.0.0.1:8000",
        metavar="URL",
        help="the backend's address (default: %(default)s)",
    )
    parser.add_argument(
        "--equipment",
        type=_equipment,
        default="CN_DEBUG_01",
        metavar="ID",
        help="the equipment that this station is (default: %(default)s)",
    )
    parser.add_argument(
        "--case-seconds",
        type=_seconds,
        default=12.0,
        metavar="SECONDS",
        help="how long the press takes for one case at speed 1 (default: 12)",
    )
    parser.add_argument(
        "--control",
        action="store_true",
        help="read commands from standard input and write reports to standard output, as JSON lines",
    )


def _add_window(parser: argparse.ArgumentParser, languages: Sequence[str]) -> None:
    parser.add_argument(
        "--language",
        choices=languages,
        default=languages[0],
        help="the window's language; it has a switch as well (default: %(default)s)",
    )
    parser.add_argument(
        "--geometry",
        type=_geometry,
        metavar="X,Y,WxH",
        help="where to put the window and how large, such as 1100,0,1200x800",
    )


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known:
        raise argparse.ArgumentTypeError(f"{text!r} is no address; write it like http://127.0.0.1:8000")
    return text.rstrip("/")


def _equipment(text: str) -> str:
    if not EQUIPMENT.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no equipment id; use letters, digits, _ and -, such as CN_DEBUG_01"
        )
    return text


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is no printing time; give 0.1 to 86400 seconds, such as 12")
    return seconds


def _geometry(text: str) -> tuple[int, int, int, int]:
    found = GEOMETRY.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no place for a window; write it like 0,0,1200x800")
    left, top, width, height = map(int, found.groups())
    return left, top, width, height
