"""Which faults a call may be hit by, found without looking through all of them."""

from collections.abc import Sequence

from contract.kinds import kind_of
from contract.messages.faults import Match, NamedFault
from faults.patterns import compiled, is_within
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


class PathMatcher:
    """The same for a server whose paths need not be ours."""

    def __init__(self, faults: Sequence[NamedFault]) -> None:
        self._faults = faults

    def candidates(self, method: str, route: str | None, path: str) -> Sequence[NamedFault]:
        """Those whose machine remains to be looked at. Without a path a fault is about calls, not about the pages of
        a lab that may be there."""
        is_open = kind_of(path).is_open_to_faults
        return tuple(one for one in self._faults if _matches_path(one.match, method, route, path, is_open))


def _matches_path(match: Match, method: str, route: str | None, path: str, is_open: bool) -> bool:
    if match.route is None or endpoints_of(match.route):
        return is_open and matches_call(match, method, route)
    return matches_method(match, method) and compiled(match.route).fullmatch(path) is not None


def matches_method(match: Match, method: str) -> bool:
    return match.method is None or match.method.upper() == method


def matches_call(match: Match, method: str, route: str | None) -> bool:
    if not matches_method(match, method):
        return False
    return match.route is None or route in {endpoint.path for endpoint in endpoints_of(match.route)}


def covers(wide: Match, narrow: Match) -> bool:
    """Whether every call that `narrow` matches is one that `wide` matches too."""
    if wide.machine not in {None, narrow.machine} or wide.state not in {None, narrow.state}:
        return False
    if narrow.route is not None and endpoints_of(narrow.route):
        return all(_covers_call(wide, narrow, one.method, one.path) for one in endpoints_of(narrow.route))
    is_method_wide = wide.method is None or (narrow.method or "").upper() == wide.method.upper()
    return is_method_wide and (wide.route is None or _is_pattern_within(narrow.route, wide.route))


def _covers_call(wide: Match, narrow: Match, method: str, path: str) -> bool:
    """`narrow` may leave this one of the calls of its path out."""
    if not matches_method(narrow, method):
        return True
    return matches_call(wide, method, path) or (matches_method(wide, method) and _is_pattern_within(path, wide.route))


def _is_pattern_within(narrow: str | None, wide: str | None) -> bool:
    """The names of calls are no paths."""
    return narrow is not None and wide is not None and wide.startswith("/") and is_within(narrow, wide)
