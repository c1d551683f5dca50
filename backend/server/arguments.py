"""The command line of run_backend.py."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

from backend.settings import Network
from hostkit.options import add_control, address, number

DESCRIPTION = """
The rehearsal's server: the documented API, the shopper's calls and the lab. Prints one line with its address
when it answers. Ctrl-C ends it.
"""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the command line asks for."""

    host: str
    port: int
    database: Path | None
    partner_networks: tuple[Network, ...]
    rate_limit: int | None
    public_url: str | None
    seed: int
    shopper: bool
    shopper_pace: float
    control: bool


def parse(words: Sequence[str] | None = None) -> Arguments:
    """Ends the program with status 2 and a sentence when the words can't be understood."""
    options = vars(_parser().parse_args(words))
    options["partner_networks"] = tuple(options["partner_networks"])
    return Arguments(**options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run_backend.py", description=DESCRIPTION)
    _add_server_options(parser)
    _add_rule_options(parser)
    _add_shopper_options(parser)
    add_control(parser)
    return parser


def _add_server_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="address to listen on (default: %(default)s; 0.0.0.0 lets phones and other computers in)",
    )
    parser.add_argument(
        "--port", type=_port, default=8000, help="port to listen on, 0 picks a free one (default: %(default)s)"
    )
    parser.add_argument(
        "--database",
        type=Path,
        metavar="FILE",
        help="SQLite file, made when missing (default: one a port in the user's state folder)",
    )
    parser.add_argument(
        "--public-url",
        type=address,
        metavar="URL",
        help="where a shopper's phone reaches us; the QR code carries it (default: our own address)",
    )


def _add_rule_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rate-limit",
        type=_rate_limit,
        default=35,
        metavar="N",
        help='calls a minute and address under /api/chinese/, or "off" (default: %(default)s)',
    )
    parser.add_argument(
        "--partner-network",
        dest="partner_networks",
        type=_network,
        action="append",
        default=[],
        metavar="CIDR",
        help="network with ten times the rate limit, such as 192.168.1.0/24; may be given again",
    )


def _add_shopper_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--shopper", action="store_true", help="play a shopper for every new session")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="what the shopper chooses (default: %(default)s)"
    )
    parser.add_argument(
        "--shopper-pace",
        type=number(0.01, 100, "pace"),
        default=1.0,
        metavar="X",
        help="multiplies the shopper's times: 2 is a slower shopper, 0.5 a faster one (default: 1)",
    )


def _port(word: str) -> int:
    if word.isdecimal() and int(word) <= 65535:
        return int(word)
    raise argparse.ArgumentTypeError(f"{word!r} is no port: give a number from 0 to 65535")


def _rate_limit(word: str) -> int | None:
    if word == "off":
        return None
    if word.isdecimal() and int(word) > 0:
        return int(word)
    raise argparse.ArgumentTypeError(f'{word!r} is no limit: give a number from 1, or "off"')


def _network(word: str) -> Network:
    try:
        return ip_network(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}: give a network such as 192.168.1.0/24") from error
