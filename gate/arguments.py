"""The command line of run_gate.py."""

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from faults.presets import presets
from hostkit.options import address

_PRINTABLE = re.compile(r"[!-~]+")
"""What goes onto the wire as it is."""

DESCRIPTION = """
A gate before any server of the documented API: calls pass through it unchanged, but for the faults of a file.
Clients that speak to it speak to the server. Before our own backend a gate stands already, with faults under
/lab/faults. Ctrl-C ends it.
"""
EXAMPLES = """
A fault: {"id": "lost", "match": {"route": "confirm_payment"}, "effect": "reply_lost_after_commit"}. Another path than a
documented one: {"id": "busy", "match": {"method": "POST", "route": "/orders/{order_id}/**"}, "effect": 503}
"""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the command line asks for."""

    server: str
    host: str
    port: int
    faults: Path | None
    presets: list[str]
    seed: int
    ca: Path | None
    verify: bool
    journal: Path | None
    """None is the usual place, unless there is `no_journal`."""
    no_journal: bool
    lab_port: int | None
    """None is the port above the gate's own."""
    token: str | None


def parse(words: Sequence[str] | None = None) -> Arguments:
    """Ends the program with status 2 and a sentence when the words can't be understood."""
    parser = argparse.ArgumentParser(prog="run_gate.py", description=DESCRIPTION, epilog=EXAMPLES)
    _add_server_options(parser)
    _add_gate_options(parser)
    return Arguments(**vars(parser.parse_args(words)))


def _add_server_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--server",
        type=_server,
        required=True,
        metavar="URL",
        help="the server behind it, http or https; a path in it comes before the path of each call",
    )
    trust = parser.add_mutually_exclusive_group()
    trust.add_argument(
        "--ca", type=Path, metavar="FILE", help="trust this authority's certificate (PEM) for the server's https"
    )
    trust.add_argument(
        "--no-verify", dest="verify", action="store_false", help="trust any certificate of the server's https"
    )


def _add_gate_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=_port, default=8001, help="port to listen on, 0 picks a free one (default: %(default)s)"
    )
    parser.add_argument("--faults", type=Path, metavar="FILE", help="a JSON list of faults (default: none)")
    parser.add_argument(
        "--preset",
        dest="presets",
        action="append",
        default=[],
        choices=tuple(presets()),
        metavar="NAME",
        help="faults that belong together, such as mall-network (docs/lab.md has all); may be given again",
    )
    kept = parser.add_mutually_exclusive_group()
    kept.add_argument(
        "--journal",
        type=Path,
        metavar="FILE",
        help="write every call into this file (default: one a server, in the state folder)",
    )
    kept.add_argument("--no-journal", action="store_true", help="write no call down")
    parser.add_argument(
        "--lab-port",
        type=_port,
        metavar="PORT",
        help="port of the lab's calls on this computer, 0 picks a free one (default: the one above --port)",
    )
    parser.add_argument(
        "--token",
        type=_token,
        help="what the lab's calls have to bear (default: a token of its own in the state folder)",
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="what probabilities go by (default: %(default)s)"
    )


def _server(word: str) -> str:
    """As it will stand before the paths of calls."""
    url = address(word)
    if _PRINTABLE.fullmatch(url):
        return url
    raise argparse.ArgumentTypeError(f"{word!r} is no address: give one such as https://staging.example/prod-api")


def _port(word: str) -> int:
    if word.isdecimal() and int(word) <= 65535:
        return int(word)
    raise argparse.ArgumentTypeError(f"{word!r} is no port: give a number from 0 to 65535")


def _token(word: str) -> str:
    if _PRINTABLE.fullmatch(word):
        return word
    raise argparse.ArgumentTypeError("a token has printable ASCII characters and no spaces")
