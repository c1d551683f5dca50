"""Which calls of a foreign server are hit, by the rules of `faults`, with counts in memory."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from contract.kinds import kind_of
from contract.messages.faults import NamedFault
from faults.callers import address_as_machine, machine_in
from faults.decide import is_hit, is_open
from faults.match import Matcher
from faults.routes import STATUS_CALLS, endpoint_at

_PATH = re.compile(r"(?:[A-Za-z]+://[^/?]*)?([^?]*)")


@dataclass(slots=True)
class _Count:
    matched: int = 0
    chosen: int = 0
    has_hit: bool = False
    is_over: bool = False


class Judge:
    """`elapsed` tells the seconds of real time since the start, for windows."""

    def __init__(self, faults: Sequence[NamedFault], seed: int, elapsed: Callable[[], float]) -> None:
        self._matcher = Matcher(faults)
        self._until_status = tuple(fault.id for fault in faults if fault.when.until_status)
        self._seed = seed
        self._elapsed = elapsed
        self._counts: defaultdict[tuple[str, str], _Count] = defaultdict(_Count)

    def hitting(self, method: str, target: str, body: bytes, address: str) -> NamedFault | None:
        """The fault that hits this call; the one that comes first in the file, of several."""
        path = _path(target)
        if not kind_of(path).is_open_to_faults:
            return None
        endpoint, ids = endpoint_at(method, path) or (None, {})
        candidates = self._matcher.candidates(method, endpoint.path if endpoint else None)
        asks_status = endpoint is not None and endpoint.name in STATUS_CALLS
        if not candidates and not (asks_status and self._until_status):
            return None
        machine = machine_in(ids, _document(body)) or address_as_machine(address)
        if asks_status:
            self._finish(machine, address_as_machine(address))
        return self._choose(candidates, machine)

    def _finish(self, *machines: str) -> None:
        """They have asked how it came out."""
        for key, count in self._counts.items():
            if key[0] in self._until_status and key[1] in machines and count.has_hit:
                count.is_over = True

    def _choose(self, candidates: Sequence[NamedFault], machine: str) -> NamedFault | None:
        """Each fault counts the call and decides for itself, whatever the others do."""
        hitting: NamedFault | None = None
        for fault in candidates:
            if self._is_about(fault, machine) and self._decides(fault, machine):
                self._counts[fault.id, machine].has_hit |= hitting is None
                hitting = hitting or fault
        return hitting

    def _is_about(self, fault: NamedFault, machine: str) -> bool:
        return fault.match.machine in {None, machine} and is_open(fault.when.window, self._elapsed())

    def _decides(self, fault: NamedFault, machine: str) -> bool:
        count = self._counts[fault.id, machine]
        if count.is_over:
            return False
        count.matched += 1
        decided = is_hit(self._seed, fault, machine, count.matched, count.chosen)
        count.chosen += decided
        return decided


def _path(target: str) -> str:
    """Of anything that a client may write there, as a server would take it."""
    found = _PATH.match(target)
    return unquote(found[1] if found else target)


def _document(body: bytes) -> dict[str, Any]:
    """The JSON object in a body; empty for anything else."""
    try:
        document = json.loads(body) if body else {}
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}
