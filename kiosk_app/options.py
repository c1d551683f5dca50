"""The kiosk's command line."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

from hostkit.languages import ENGLISH, LANGUAGES
from hostkit.options import Geometry, add_backend, add_control, add_geometry, add_seed, identifier

PURPOSE = """A PimpMyCase vending kiosk: the customer's screen and, beside it, a card reader with two simulation cards.
It sells over the documented API of the backend, ours or a manufacturer's own."""
EXAMPLE = """example:
  python run_backend.py --shopper          a backend with a shopper who scans each code
  python run_kiosk.py --language zh_CN     a kiosk that starts in Chinese

Touch the screen with the mouse; to pay, click one of the two cards. F11 fills the display, Esc leaves it. Without a
backend the kiosk is out of service, says what to type, and goes on when one appears. It ends when the window is
closed, on Ctrl-C and on SIGTERM; started again, it goes on with the sale that it had in hand.
"""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for."""

    backend: str
    machine: str
    language: str
    seed: int | None
    control: bool
    full_screen: bool
    reduced_motion: bool
    geometry: Geometry | None


def parse(arguments: Sequence[str] | None = None) -> Options:
    """Ends the program with status 2 and a sentence when the arguments make no sense."""
    return Options(**vars(_parser().parse_args(arguments)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run_kiosk.py",
        description=PURPOSE,
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_backend(parser)
    parser.add_argument(
        "--machine",
        type=identifier("VM001"),
        default="VM001",
        metavar="ID",
        help="the vending machine that this kiosk is (default: %(default)s)",
    )
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default=ENGLISH,
        help="the screen's first language; customers switch it themselves (default: %(default)s)",
    )
    add_seed(parser, "--seed", "transaction ids and pauses between repeated calls follow from it")
    _add_window_options(parser)
    add_control(parser)
    return parser


def _add_window_options(parser: argparse.ArgumentParser) -> None:
    add_geometry(parser, "0,0,780x960; narrower than 0.72 of the height puts the card reader below the screen")
    parser.add_argument("--full-screen", action="store_true", help="fill the display, as on a trade show")
    parser.add_argument("--reduced-motion", action="store_true", help="change screens at once, without animations")
