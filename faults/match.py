"""Which faults a call may be hit by, found without looking through all of them."""

from collections.abc import Sequence

from contract.messages.faults import Match, NamedFault
from faults.routes import KNOWN, endpoints_of

_NONE: tuple[NamedFault, ...] = ()


class Matcher:
    """Faults by what a server knows of a call at once: method and route. Their order stays."""

    def __init__(self, faults: Sequence[NamedFault]) -> None:
        keys = {(one.method, one.path) for one in KNOWN}
        found = {key: tuple(fault for fault in faults if matches_call(fault.match, *key)) for key in keys}
        self._known = {key: faults for key, faults in found.items() if faults}
        self._anywhere = tuple(fault for fault in faults if fault.match.route is None)
        self._keys = keys

    def candidates(self, method: str, route: str | None) -> Sequence[NamedFault]:
        """Those whose machine and state remain to be looked at. `route` is the documented path with its braces."""
        if (method, route) in self._keys:
            return self._known.get((method, route), _NONE)  # type: ignore[arg-type]  # None is in no key
        return tuple(fault for fault in self._anywhere if matches_call(fault.match, method, None))


def matches_call(match: Match, method: str, route: str | None) -> bool:
    if match.method is not None and match.method.upper() != method:
        return False
    return match.route is None or route in {endpoint.path for endpoint in endpoints_of(match.route)}


def covers(wide: Match, narrow: Match) -> bool:
    """Whether every call that `narrow` matches is one that `wide` matches too."""
    if wide.machine not in {None, narrow.machine} or wide.state not in {None, narrow.state}:
        return False
    if narrow.route is not None:
        return all(matches_call(wide, one.method, one.path) for one in endpoints_of(narrow.route))
    is_method_wide = wide.method is None or (narrow.method or "").upper() == wide.method.upper()
    return wide.route is None and is_method_wide
