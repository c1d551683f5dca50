"""The faults before a foreign server, in memory: set and removed by one thread while another one asks about calls."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from contract.hints import Code
from contract.messages.faults import MOST_FAULTS, Faults, FaultState, NamedFault
from faults.check import contradiction
from faults.decide import Tally, is_spent
from faults.match import PathMatcher
from gate.counts import Counts


class NotSettable(Exception):
    """A change that is refused as a whole: the sentence says why."""

    def __init__(self, code: Code, detail: str) -> None:
        super().__init__(detail)
        self.code = code


@dataclass(frozen=True, slots=True)
class Held:
    """One fault. `since` is when it was set, in the seconds that windows go by."""

    fault: NamedFault
    preset: str | None
    set_at: datetime
    since: float


@dataclass(frozen=True)
class Present:
    """All of them at one moment, by their names, in the order in which they are asked."""

    held: Mapping[str, Held]
    matcher: PathMatcher = field(init=False)
    until_status: frozenset[str] = field(init=False)
    """Those that end once a machine asks for a status."""

    def __post_init__(self) -> None:
        faults = [one.fault for one in self.held.values()]
        object.__setattr__(self, "matcher", PathMatcher(faults))
        object.__setattr__(self, "until_status", frozenset(one.id for one in faults if one.when.until_status))


class FaultBook:
    """`elapsed` tells seconds of real time, for windows. Hold `lock` to look at `present` and `counts` together."""

    def __init__(self, seed: int, elapsed: Callable[[], float], now: Callable[[], datetime]) -> None:
        self.lock = threading.Lock()
        self.counts = Counts()
        self.present = Present(MappingProxyType({}))
        self.seed = seed
        self.elapsed = elapsed
        self._now = now

    def put(self, faults: Sequence[NamedFault], preset: str | None = None) -> None:
        """All of them or none. One of the same name is replaced in its place, and counts anew. Raises NotSettable."""
        moment, since = self._now(), self.elapsed()
        with self.lock:
            held = dict(self.present.held) | {one.id: Held(one, preset, moment, since) for one in faults}
            _check_together([one.fault for one in held.values()])
            self.counts.forget({one.id for one in faults})
            self.present = Present(MappingProxyType(held))

    def remove(self, is_meant: Callable[[Held], bool] = lambda _: True) -> None:
        """All that are meant. Without one everything is as wanted, too."""
        with self.lock:
            kept = {name: one for name, one in self.present.held.items() if not is_meant(one)}
            self.counts.forget(self.present.held.keys() - kept.keys())
            self.present = Present(MappingProxyType(kept))

    def set_seed(self, seed: int) -> None:
        """All counts begin anew."""
        with self.lock:
            self.counts.forget(self.present.held.keys())
            self.seed = seed

    def told(self) -> Faults:
        """With their counts so far."""
        with self.lock:
            tallies, now = self.counts.tallies(), self.elapsed()
            states = [_state(one, tallies.get(name, Tally()), now) for name, one in self.present.held.items()]
            return Faults(seed=self.seed, faults=states)


def _check_together(faults: Sequence[NamedFault]) -> None:
    if len(faults) > MOST_FAULTS:
        raise NotSettable(Code.FAULTS_TOO_MANY, f"There may be {MOST_FAULTS} faults at a time")
    found = contradiction(faults)
    if found is not None:
        detail = f"The fault {found.earlier} always hits every call that {found.later} matches"
        raise NotSettable(Code.FAULT_UNREACHABLE, detail)


def _state(held: Held, tally: Tally, now: float) -> FaultState:
    spent = is_spent(held.fault.when, now - held.since, tally)
    parts = dict(held.fault) | {"matched": tally.matched, "hit": tally.hit}
    return FaultState(**parts, set_at=held.set_at, spent=spent, preset=held.preset)
