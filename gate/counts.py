"""How often each fault has matched and hit, machine by machine, in memory."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from contract.messages.faults import NamedFault
from faults.decide import is_hit


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

    def totals(self) -> dict[str, tuple[int, int]]:
        """Matched and hit, of each fault that has matched at all."""
        totals: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for (fault_id, _), count in self._counts.items():
            matched, hit = totals[fault_id]
            totals[fault_id] = matched + count.matched, hit + count.hit
        return totals
