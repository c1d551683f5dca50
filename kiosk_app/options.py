"""The kiosk's command line."""

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

PURPOSE = """A PimpMyCase vending kiosk: the customer's screen and, beside it, a card reader with two simulation cards.
It sells over the documented API of the backend, ours or a manufacturer's own."""
EXAMPLE = """example:
  python run_backend.py --shopper          a backend with a shopper who scans each code
  python run_kiosk.py --language zh_CN     a kiosk that starts in Chinese

Touch the screen with the mouse; to pay, click one of the two cards. F11 fills the display, Esc leaves it. Without a
backend the kiosk is out of service, says what to type, and goes on when one appears. It ends when the window is
closed, on Ctrl-C and on SIGTERM; started again, it goes on with the sale that it had in hand.
"""
MACHINE = re.compile(r"[A-Za-z0-9_-]{1,50}")
GEOMETRY = re.compile(r"(-?\d+),(-?\d+),(\d+)x(\d+)")


@dataclass(frozen=True, slots=True)
class Options:
    """`geometry` is x, y, width and height of the window in pixels."""

    backend: str
    machine: str
    language: str
    control: bool
    full_screen: bool
    reduced_motion: bool
    geometry: tuple[int, int, int, int] | None


def parse(arguments: Sequence[str] | None, languages: Sequence[str]) -> Options:
    """Ends the program with status 2 and a sentence when the arguments make no sense."""
    return Options(**vars(_parser(languages).parse_args(arguments)))


def _parser(languages: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run_kiosk.py",
        description=PURPOSE,
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--backend",
        type=_address,
        default="http://127.0.0.1:8000",
        metavar="URL",
        help="the backend's address (default: %(default)s)",
    )
    parser.add_argument(
        "--machine",
        type=_machine,
        default="VM001",
        metavar="ID",
        help="the vending machine that this kiosk is (default: %(default)s)",
    )
    parser.add_argument(
        "--language",
        choices=languages,
        default=languages[0],
        help="the screen's first language; customers switch it themselves (default: %(default)s)",
    )
    _add_window_options(parser)
    parser.add_argument(
        "--control",
        action="store_true",
        help="read commands from standard input and write reports to standard output, as JSON lines",
    )
    return parser


def _add_window_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--geometry",
        type=_geometry,
        metavar="X,Y,WxH",
        help="where to put the window and how large, such as 0,0,780x960; narrower than 0.72 of the height puts "
        "the card reader below the screen",
    )
    parser.add_argument("--full-screen", action="store_true", help="fill the display, as on a trade show")
    parser.add_argument("--reduced-motion", action="store_true", help="change screens at once, without animations")


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known:
        raise argparse.ArgumentTypeError(f"{text!r} is no address; write it like http://127.0.0.1:8000")
    return text.rstrip("/")


def _machine(text: str) -> str:
    if not MACHINE.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no machine id; use 1 to 50 letters, digits, _ and -, such as VM001"
        )
    return text


def _geometry(text: str) -> tuple[int, int, int, int]:
    found = GEOMETRY.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no place for a window; write it like 0,0,780x960")
    left, top, width, height = map(int, found.groups())
    if min(width, height) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is an empty window; write it like 0,0,780x960")
    return left, top, width, height
