"""Which calls of a foreign server are hit, by the rules of `faults`."""

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

from contract.messages.faults import NamedFault
from faults.callers import address_as_machine, machine_in
from faults.decide import is_open
from faults.patterns import compiled, is_pattern
from faults.routes import STATUS_CALLS, endpoint_at
from gate.fault_book import FaultBook, Held, Present

_PATH = re.compile(r"(?:[A-Za-z]+://[^/?]*)?([^?]*)")


class Judge:
    """Asks the faults of a book about one call after another."""

    def __init__(self, book: FaultBook) -> None:
        self._book = book

    def hitting(self, method: str, target: str, body: bytes, address: str) -> NamedFault | None:
        """The fault that hits this call; the one that was set first, of several."""
        present = self._book.present
        if not present.held:
            return None
        path = _path(target)
        endpoint, ids = endpoint_at(method, path) or (None, {})
        candidates = present.matcher.candidates(method, endpoint.path if endpoint else None, path)
        asks_status = endpoint is not None and endpoint.name in STATUS_CALLS
        if not candidates and not (asks_status and present.until_status):
            return None
        caller = address_as_machine(address)
        machine = machine_in(ids or _ids(candidates, path), _document(body)) or caller
        with self._book.lock:
            if asks_status:
                self._book.counts.finish(present.until_status, {machine, caller})
            return self._choose([present.held[one.id] for one in candidates], machine, present)

    def _choose(self, candidates: Sequence[Held], machine: str, present: Present) -> NamedFault | None:
        """Nothing where the faults were changed just now: then the call came before that, and counts no more."""
        if self._book.present is not present:
            return None
        counts, hitting = self._book.counts, list[NamedFault]()
        for held in candidates:
            if self._is_about(held, machine) and counts.decides(self._book.seed, held.fault, machine):
                hitting.append(held.fault)
        if not hitting:
            return None
        counts.hit(hitting[0].id, machine)
        return hitting[0]

    def _is_about(self, held: Held, machine: str) -> bool:
        fault = held.fault
        return fault.match.machine in {None, machine} and is_open(fault.when.window, self._book.elapsed() - held.since)


def _ids(faults: Sequence[NamedFault], path: str) -> dict[str, str]:
    """What the steps with a name are in this path, by the first fault that names any."""
    routes = [one.match.route for one in faults if one.match.route is not None and is_pattern(one.match.route)]
    found = (compiled(route).fullmatch(path) for route in routes)
    return next((one.groupdict() for one in found if one is not None and one.groupdict()), {})


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
