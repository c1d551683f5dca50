"""What is wrong with a path that no route takes, where it can be told: usually the base URL that a client was given."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from contract.endpoint import Endpoint
from contract.hints import Code
from contract.methods import may_stand_for, meant
from contract.surface import SERVED

MOST_STEPS = 12
"""Of a path that is looked into; ours have six."""
_API = "api"
_ID = re.compile(r"\{(\w+)\}")

_Rows = Sequence[tuple[Endpoint, re.Pattern[str]]]
_Found = tuple[Endpoint, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Mistake:
    """What to mend first, and the call that is meant once all is mended."""

    code: Code
    endpoint: Endpoint
    ids: dict[str, str]
    """By name; empty where the path has none."""

    @property
    def path(self) -> str:
        """The right one. An id that is missing stands there by its name, in braces."""
        return _filled(self.endpoint, self.ids)

    @property
    def missing(self) -> str | None:
        """The name of the first id that is."""
        return next((name for name, value in self.ids.items() if not value), None)


def mistake_in(method: str, path: str) -> Mistake | None:
    """None for a path that is right, or of which nobody can tell what it should be.

    A row that has the method goes first; of the others only those count that change no more than was asked for.
    """
    steps = [step for step in path.split("/") if step]
    if len(steps) > MOST_STEPS:
        return None
    own, own_with_gaps, others = _rows(meant(method))
    readings = tuple(_readings(steps))
    # A DELETE whose id is missing is not one of everything that there is.
    order = (own_with_gaps, own) if method == "DELETE" and path.endswith("/") else (own, own_with_gaps, others)
    found = next(filter(None, (_first(rows, readings) for rows in order)), None)
    if found is None:
        return None
    code = Code.PATH_ID_EMPTY if "" in found[1].values() else _difference(path, _filled(*found))
    return None if code is None else Mistake(code, *found)


def _filled(endpoint: Endpoint, ids: dict[str, str]) -> str:
    return _ID.sub(lambda place: ids[place[1]] or place[0], endpoint.path)


def _readings(steps: Sequence[str]) -> Iterator[str]:
    """What the path may have been meant as: what is left of it from each step on with which one of ours could begin."""
    if not steps:
        yield "/"
    for place, step in enumerate(steps):
        rest = "/".join(steps[place:])
        if step.casefold() in _words(1):
            yield f"/{rest}"
        elif step.casefold() in _words(2):
            yield f"/{_API}/{rest}"


def _first(rows: _Rows, readings: Sequence[str]) -> _Found | None:
    for reading in readings:
        for endpoint, pattern in rows:
            if matched := pattern.fullmatch(reading):
                return endpoint, matched.groupdict(default="")
    return None


def _difference(path: str, right: str) -> Code | None:
    """The first that there is between a path and the right one."""
    came, wanted = ([step for step in text.casefold().split("/") if step] for text in (path, right))
    differences = {
        Code.PATH_WITHOUT_API: [_API, *came] == wanted,
        Code.PATH_PREFIX: came != wanted,
        Code.PATH_SLASHES: "//" in path,
        Code.PATH_SLASH_AT_END: path.endswith("/") and not right.endswith("/"),
        Code.PATH_CASE: path != right,
    }
    return next((code for code, is_so in differences.items() if is_so), None)


@lru_cache(maxsize=20)
def _rows(method: str) -> tuple[_Rows, _Rows, _Rows]:
    """Those that have the method, the same with ids left out, and the others that may be proposed."""
    own = [one for one in SERVED if one.method == method]
    others = [one for one in SERVED if one.method != method and may_stand_for(one, method)]
    return _written(own, _whole), _written(own, _with_gaps), _written(others, _whole)


def _written(endpoints: Sequence[Endpoint], form: Callable[[str], str]) -> _Rows:
    """In whatever letters."""
    return tuple((one, re.compile(form(re.escape(one.path)), re.IGNORECASE)) for one in endpoints)


def _whole(escaped: str) -> str:
    return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", escaped)


def _with_gaps(escaped: str) -> str:
    """An id that is a step of its own may be missing."""
    return _whole(re.sub(r"/\\\{(\w+)\\\}(?=/|$)", r"(?:/(?P<\1>[^/]+))?", escaped))


@cache
def _words(place: int) -> frozenset[str]:
    """The first words of our paths, or those that come second under /api."""
    found = (one.path.split("/") for one in SERVED)
    return frozenset(steps[place] for steps in found if place == 1 or steps[1] == _API)
