"""Counting the matching calls of each machine, and choosing which of them are hit."""

from collections.abc import Sequence

from backend.models.queries.faults import count_choice, count_match
from contract.messages.faults import NamedFault
from faults.decide import is_hit


def choose(seed: int, faults: Sequence[NamedFault], machine: str) -> NamedFault | None:
    """The first of the matching faults that hits this call, inside a transaction.

    Each of them counts the call, and decides for itself, whatever the others do.
    """
    hitting: NamedFault | None = None
    for fault in faults:
        counted = count_match(fault.id, machine)
        if counted is not None and is_hit(seed, fault, machine, *counted):
            count_choice(fault.id, machine, hitting is None)
            hitting = hitting or fault
    return hitting
