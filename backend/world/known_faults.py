"""The faults that are set, kept at hand: a call that none of them matches costs a look into a dict."""

import logging
import threading
from dataclasses import dataclass
from datetime import datetime

from backend.models.database import Store
from backend.models.fault import Fault
from backend.models.queries.faults import all_faults, unfinished
from backend.models.queries.meta import fact, keep_fact
from backend.world.session_states import SessionStates
from contract.messages.faults import NamedFault
from faults.decide import is_open
from faults.directives import needs_gate
from faults.match import Matcher

USUAL_SEED = 1
_SEED = "faults_seed"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Present:
    """What is set at the moment, in the order in which it is asked."""

    seed: int
    faults: dict[str, NamedFault]
    set_at: dict[str, datetime]
    matcher: Matcher
    until_status: tuple[str, ...]
    """The faults that end once a machine asks for a status."""
    waiting: set[str]
    """The machines that were hit by one of those, and haven't asked yet."""

    def is_there(self, fault: NamedFault, now: datetime) -> bool:
        """Whether its window is open, in the lab's time."""
        return is_open(fault.when.window, (now - self.set_at[fault.id]).total_seconds())


class KnownFaults:
    """The present faults of one backend. Read again after every change, also of the whole database."""

    def __init__(self, store: Store, has_gate: bool) -> None:
        """Without a gate, faults on the wire that an earlier start has left behind are passed over."""
        self.has_gate = has_gate
        self.states = SessionStates(store)
        self._store = store
        self._reading = threading.Lock()
        self.read_again()

    @property
    def present(self) -> Present:
        return self._present

    def read_again(self) -> None:
        with self._reading, self._store.reading():
            self._present = self._read()

    def _read(self) -> Present:
        rows = all_faults()
        faults = {row.fault_id: one for row in rows if self._can_act(one := as_fault(row))}
        until_status = tuple(name for name, one in faults.items() if one.when.until_status)
        return Present(
            seed=read_seed(),
            faults=faults,
            set_at={row.fault_id: row.set_at for row in rows},
            matcher=Matcher(list(faults.values())),
            until_status=until_status,
            waiting=unfinished(until_status),
        )

    def _can_act(self, fault: NamedFault) -> bool:
        can_act = self.has_gate or not needs_gate(fault.effect)
        if not can_act:
            logger.info("fault %s rests: its effect %s needs a gate", fault.id, fault.effect.kind)
        return can_act


def as_fault(row: Fault) -> NamedFault:
    return NamedFault.model_validate({"id": row.fault_id, **row.definition})


def as_definition(fault: NamedFault) -> dict[str, object]:
    """What `as_fault` reads."""
    return fault.model_dump(mode="json", exclude={"id"})


def read_seed() -> int:
    kept = fact(_SEED)
    return USUAL_SEED if kept is None else int(kept)


def keep_seed(seed: int) -> None:
    """Inside a transaction."""
    keep_fact(_SEED, str(seed))
