"""The command line of run_backend.py."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_network
from pathlib import Path
from typing import TypeVar

from backend.rules.addresses import Network, parse_address
from backend.rules.origins import EXAMPLE as ORIGIN_EXAMPLE
from backend.rules.origins import read_origin
from backend.settings import Dialect, Mode
from hostkit.options import add_control, add_seed, address, number

DESCRIPTION = """
The rehearsal's server: the documented API, the shopper's calls and the lab. Prints one line with its address
when it answers. Ctrl-C ends it.
"""
EVERYWHERE = "0.0.0.0"  # noqa: S104 - this is what --lan is for
WordT = TypeVar("WordT", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the command line asks for."""

    host: str
    port: int
    tls: bool
    tls_cert: Path | None
    tls_key: Path | None
    lan_address: str | None
    public_url: str | None
    database: Path | None
    examples: bool
    environment: Mode
    dialect: Dialect
    rate_limit: int | None
    strict: bool
    partner_networks: tuple[Network, ...]
    trusted_proxies: tuple[Network, ...]
    webhook_networks: tuple[Network, ...]
    browser_origins: tuple[str, ...]
    chance_seed: int | None
    shopper: bool
    shopper_seed: int
    shopper_pace: float
    control: bool

    @property
    def https(self) -> bool:
        return self.tls or self.tls_cert is not None


def parse(words: Sequence[str] | None = None) -> Arguments:
    """Ends the program with status 2 and a sentence when the words can't be understood."""
    parser = _parser()
    options = vars(parser.parse_args(words))
    for name in ("partner_networks", "trusted_proxies", "webhook_networks", "browser_origins"):
        options[name] = tuple(options[name])
    arguments = Arguments(**options)
    if arguments.lan_address is not None and arguments.host != EVERYWHERE:
        parser.error("--lan-address chooses among the addresses that --lan listens on: give --lan as well")
    if (arguments.tls_cert is None) != (arguments.tls_key is None):
        parser.error(
            "--tls-cert and --tls-key belong together: give both, or --tls for a certificate of our own making"
        )
    return arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run_backend.py", description=DESCRIPTION)
    _add_address_options(parser)
    _add_tls_options(parser)
    _add_database_options(parser)
    _add_rule_options(parser)
    _add_network_options(parser)
    _add_shopper_options(parser)
    add_control(parser)
    return parser


def _add_address_options(parser: argparse.ArgumentParser) -> None:
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    where.add_argument(
        "--lan",
        dest="host",
        action="store_const",
        const=EVERYWHERE,
        help="listen on every address of this computer, so that phones and machines on the local network get in",
    )
    parser.add_argument(
        "--lan-address",
        type=_numeric,
        metavar="IP",
        help="the address of this computer that phones and machines are told, where it has several (with --lan)",
    )
    parser.add_argument(
        "--port", type=_port, default=8000, help="port to listen on, 0 picks a free one (default: %(default)s)"
    )
    parser.add_argument(
        "--public-url",
        type=address,
        metavar="URL",
        help="where a shopper's phone reaches us; the QR code carries it (default: our own address)",
    )


def _add_tls_options(parser: argparse.ArgumentParser) -> None:
    certificate = parser.add_mutually_exclusive_group()
    certificate.add_argument(
        "--tls",
        action="store_true",
        help="speak https, with a certificate of our own making; machines get what they have to trust "
        "at /certificate.pem",
    )
    certificate.add_argument(
        "--tls-cert", type=Path, metavar="FILE", help="speak https with this certificate, followed by its chain (PEM)"
    )
    parser.add_argument("--tls-key", type=Path, metavar="FILE", help="the key of --tls-cert (PEM, without a password)")


def _add_database_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--database",
        type=Path,
        metavar="FILE",
        help="SQLite file, made when missing (default: one a port in the user's state folder)",
    )
    parser.add_argument(
        "--seed",
        dest="examples",
        type=_examples,
        default=False,
        metavar="examples",
        help="what a new database holds beside machines and stock: the sessions, orders and payments that the guides "
        "print",
    )


def _add_rule_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--environment",
        type=_word_of(Mode),
        default=Mode.DEVELOPMENT,
        metavar="|".join(Mode),
        help="development adds a debug block to the answers (default: %(default)s)",
    )
    parser.add_argument(
        "--dialect",
        type=_word_of(Dialect),
        default=Dialect.DOCUMENTED,
        metavar="|".join(Dialect),
        help="the service as its guides describe it, or as the live one differs from them (default: %(default)s)",
    )
    parser.add_argument(
        "--rate-limit",
        type=_rate_limit,
        default=35,
        metavar="N",
        help='calls a minute and address under /api/chinese/, or "off" (default: %(default)s)',
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="refuse what is mended otherwise, as strict servers may: no Host, Content-Length twice or beside chunks, "
        "lines that end with LF alone, a method in small letters",
    )
    add_seed(parser, "--chance-seed", "ids and the key of download links follow from it")


def _add_network_options(parser: argparse.ArgumentParser) -> None:
    for option, names, purpose in (
        ("--partner-network", "partner_networks", "network with ten times the rate limit"),
        ("--trusted-proxy", "trusted_proxies", "network of proxies whose X-Forwarded headers are believed"),
        ("--webhook-network", "webhook_networks", "private network that webhooks may go to, beside this computer"),
    ):
        parser.add_argument(
            option,
            dest=names,
            type=_network,
            action="append",
            default=[],
            metavar="CIDR",
            help=f"{purpose}, such as 192.168.1.0/24; may be given again",
        )
    parser.add_argument(
        "--browser-origin",
        dest="browser_origins",
        type=_origin,
        action="append",
        default=[],
        metavar="URL",
        help=f'origin of web pages that may make the documented calls, such as {ORIGIN_EXAMPLE}, or "any"; '
        "may be given again",
    )


def _add_shopper_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--shopper", action="store_true", help="play a shopper for every new session")
    parser.add_argument(
        "--shopper-seed", type=int, default=1, metavar="N", help="what the shopper chooses (default: %(default)s)"
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


def _numeric(word: str) -> str:
    if parse_address(word) is not None:
        return word
    raise argparse.ArgumentTypeError(f"{word!r} is no address: give one such as 192.168.1.20")


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


def _origin(word: str) -> str:
    try:
        return read_origin(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _word_of(words: type[WordT]) -> Callable[[str], WordT]:
    def accept(word: str) -> WordT:
        try:
            return words(word)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{word!r} is unknown: give {' or '.join(words)}") from error

    return accept


def _examples(word: str) -> bool:
    if word == "examples":
        return True
    raise argparse.ArgumentTypeError(
        f'{word!r} is nothing that a database can begin with: give "examples" '
        "(ids have --chance-seed, the shopper has --shopper-seed)"
    )
