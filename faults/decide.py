"""Which of the calls that a fault matches it hits. The same calls are hit again on every day that is repeated."""

from contract.messages.faults import NamedFault, Window
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
