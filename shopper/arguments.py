"""The command line of `python -m shopper`."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

from hostkit.options import add_backend, add_control, number


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
    add_backend(parser)
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="what is chosen (default: %(default)s)")
    parser.add_argument(
        "--pace",
        type=number(0.01, 100, "pace"),
        default=1.0,
        metavar="X",
        help="multiplies the times: 2 is slower (default: 1)",
    )
    add_control(parser)
    return Arguments(**vars(parser.parse_args(words)))
