"""Which of the calls that a fault matches it hits. The same calls are hit again on every day that is repeated."""

from typing import NamedTuple

from contract.messages.faults import NamedFault, When, Window
from kernel.chance import Chance


def is_hit(seed: int, fault: NamedFault, machine: str, number: int, hits: int) -> bool:
    """Whether the `number`th matching call of this machine, from 1, is hit; `hits` are those before it.

    Depends on nothing else: not on other machines, other faults, or the order in which they call.
    """
    when = fault.when
    if number <= when.after or (when.times is not None and hits >= when.times):
        return False
    if when.every is not None:
        return (number - when.after) % when.every == 0
    if when.probability is not None:
        return Chance(seed).fraction(fault.id, machine, number) < when.probability
    return True


def is_open(window: Window | None, seconds: float) -> bool:
    """Whether the fault is there at all, so many seconds of the lab's time after it was set."""
    if window is None:
        return True
    return window.start <= seconds and (window.end is None or seconds < window.end)


class Tally(NamedTuple):
    """How often a fault matched and hit, over all machines."""

    matched: int = 0
    hit: int = 0
    fewest_chosen: int | None = None
    """How many calls it chose of the machine that it chose the fewest of, among those that called and that it goes on
    for; None where it is over for each."""


def is_spent(when: When, seconds: float, tally: Tally) -> bool:
    """Whether it hits none of the machines that called any more, so many seconds of the lab's time after it was set."""
    if when.window is not None and when.window.end is not None and seconds >= when.window.end:
        return True
    chosen = tally.fewest_chosen
    is_used_up = chosen is None or (when.times is not None and chosen >= when.times)
    return tally.matched > 0 and is_used_up
