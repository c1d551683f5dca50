"""The station's command line."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

from hostkit.languages import ENGLISH, LANGUAGES
from hostkit.options import Geometry, add_backend, add_control, add_geometry, add_seed, identifier, number

PURPOSE = """The manufacturer's print station of the PimpMyCase rehearsal lab: it takes paid orders from the backend's
queue, prints them on a simulated press and reports their status."""
EXAMPLE = """example:
  python run_backend.py --shopper            a backend with a shopper who pays
  python run_station.py --case-seconds 6     a station that prints a case in 6 seconds

The window shows the print queue, the press and the stock. Without a backend it says what to type, and goes on when
one appears. It ends when the window is closed, on Ctrl-C and on SIGTERM; started again, it goes on with the job that
it had in hand.
"""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for."""

    backend: str
    equipment: str
    language: str
    case_seconds: float
    seed: int | None
    control: bool
    geometry: Geometry | None


def parse(arguments: Sequence[str] | None = None) -> Options:
    """Ends the program with status 2 and a sentence when the arguments make no sense."""
    return Options(**vars(_parser().parse_args(arguments)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run_station.py",
        description=PURPOSE,
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_work(parser)
    _add_window(parser)
    return parser


def _add_work(parser: argparse.ArgumentParser) -> None:
    add_backend(parser)
    parser.add_argument(
        "--equipment",
        type=identifier("CN_DEBUG_01"),
        default="CN_DEBUG_01",
        metavar="ID",
        help="the equipment that this station is (default: %(default)s)",
    )
    parser.add_argument(
        "--case-seconds",
        type=number(0.1, 86_400, "printing time in seconds"),
        default=12.0,
        metavar="SECONDS",
        help="how long the press takes for one case at speed 1 (default: 12)",
    )
    add_seed(parser, "--seed", "the station's id and pauses between repeated calls follow from it")
    add_control(parser)


def _add_window(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default=ENGLISH,
        help="the window's language; it has a switch as well (default: %(default)s)",
    )
    add_geometry(parser, "1100,0,1200x800")
