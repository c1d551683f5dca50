"""The command line of run_gate.py."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from hostkit.options import address

DESCRIPTION = """
A gate before any server of the documented API: calls pass through it unchanged, but for the faults of a file.
Clients that speak to it speak to the server. Before our own backend a gate stands already, with faults under
/lab/faults. Ctrl-C ends it.
"""
EXAMPLES = """
A fault: {"id": "lost", "match": {"route": "confirm_payment"}, "effect": "reply_lost_after_commit"}
"""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the command line asks for."""

    server: str
    host: str
    port: int
    faults: Path | None
    seed: int
    ca: Path | None
    verify: bool
    journal: Path | None


def parse(words: Sequence[str] | None = None) -> Arguments:
    """Ends the program with status 2 and a sentence when the words can't be understood."""
    parser = argparse.ArgumentParser(prog="run_gate.py", description=DESCRIPTION, epilog=EXAMPLES)
    _add_server_options(parser)
    _add_gate_options(parser)
    return Arguments(**vars(parser.parse_args(words)))


def _add_server_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--server", type=_server, required=True, metavar="URL", help="the server behind it, http or https"
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
        "--journal", type=Path, metavar="FILE", help="write every call into this file (python -m journal reads it)"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="what probabilities go by (default: %(default)s)"
    )


def _server(word: str) -> str:
    """The gate passes paths on as they are, so an address with one would promise too much."""
    url = address(word)
    if urlsplit(url).path:
        raise argparse.ArgumentTypeError(
            f"{word!r} has a path: give the address alone, such as https://staging.example"
        )
    return url


def _port(word: str) -> int:
    if word.isdecimal() and int(word) <= 65535:
        return int(word)
    raise argparse.ArgumentTypeError(f"{word!r} is no port: give a number from 0 to 65535")
