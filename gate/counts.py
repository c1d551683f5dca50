"""How often each fault has matched and hit, machine by machine, in memory."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from contract.messages.faults import NamedFault
from faults.decide import Tally, is_hit


@dataclass(slots=True)
class Count:
    """`chosen` are the matching calls that the fault decided to hit, `hit` those that no fault before it had taken."""

    matched: int = 0
    chosen: int = 0
    hit: int = 0
    is_over: bool = False


class Counts:
    """Each fault counts a matching call and decides for itself, whatever the others do."""

    def __init__(self) -> None:
        self._counts: defaultdict[tuple[str, str], Count] = defaultdict(Count)

    def decides(self, seed: int, fault: NamedFault, machine: str) -> bool:
        """Count one more call of this machine, and tell whether the fault hits it."""
        count = self._counts[fault.id, machine]
        if count.is_over:
            return False
        count.matched += 1
        decided = is_hit(seed, fault, machine, count.matched, count.chosen)
        count.chosen += decided
        return decided

    def hit(self, fault_id: str, machine: str) -> None:
        self._counts[fault_id, machine].hit += 1

    def finish(self, fault_ids: Collection[str], machines: Collection[str]) -> None:
        """These machines have asked how it came out, so faults that have hit them end for them."""
        for (fault_id, machine), count in self._counts.items():
            if fault_id in fault_ids and machine in machines and count.hit:
                count.is_over = True

    def forget(self, fault_ids: Collection[str]) -> None:
        """They count anew."""
        for key in [one for one in self._counts if one[0] in fault_ids]:
            del self._counts[key]

    def tallies(self) -> dict[str, Tally]:
        """Of each fault that has matched at all."""
        found: defaultdict[str, list[Count]] = defaultdict(list)
        for (fault_id, _), count in self._counts.items():
            found[fault_id].append(count)
        return {fault_id: _tally(counts) for fault_id, counts in found.items()}


def _tally(counts: Sequence[Count]) -> Tally:
    fewest_chosen = min((one.chosen for one in counts if not one.is_over), default=None)
    return Tally(sum(one.matched for one in counts), sum(one.hit for one in counts), fewest_chosen)
