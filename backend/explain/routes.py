"""Which endpoint a call was meant for, and which ids stand in its path."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from contract import endpoints, lab_endpoints
from contract.endpoint import Endpoint
from contract.kinds import Access, kind_of
from contract.methods import may_stand_for, meant
from contract.path_mistakes import mistake_in
from journal.call import Call

SAME_METHOD = 0.05
"""What a method that fits is worth beside a path that is alike: more than a slash, less than another word."""
MISSING_WORD = 0.05
"""What it costs an endpoint when the called path lacks one of its words."""
LONGEST_PATH = 300


@dataclass(frozen=True, slots=True)
class Route:
    endpoint: Endpoint
    ids: dict[str, str]

    @property
    def name(self) -> str:
        return f"{self.endpoint.method} {self.endpoint.path}"


def route_of(call: Call) -> Route | None:
    """The endpoint itself, or what a path with a known mistake or another method means, or the nearest.

    Beyond the endpoint itself never one that changes more than the client's own call would have.
    """
    candidates = endpoints.ALL if kind_of(call.path).access is Access.ANYBODY else lab_endpoints.ALL
    same_path = [route for one in candidates if (route := _match(one, call.path)) is not None]
    exact = [route for route in same_path if route.endpoint.method == meant(call.method)]
    if exact:
        return exact[0]
    if call.route is not None:
        return None  # a page or a file of ours is no endpoint
    mistake = mistake_in(call.method, call.path)
    if mistake is not None:
        return Route(mistake.endpoint, mistake.ids)
    possible = [route for route in same_path if may_stand_for(route.endpoint, call.method)]
    return possible[0] if possible else _nearest(call, [one for one in candidates if may_stand_for(one, call.method)])


def _match(endpoint: Endpoint, path: str) -> Route | None:
    pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", re.escape(endpoint.path).replace(r"\{", "{").replace(r"\}", "}"))
    found = re.fullmatch(pattern, path)
    return None if found is None else Route(endpoint, found.groupdict())


def _nearest(call: Call, candidates: Iterable[Endpoint]) -> Route:
    path = call.path[:LONGEST_PATH].rstrip("/")
    steps = path.split("/")
    routes = [Route(one, ids) for one in candidates for ids in _placed(one, steps)]
    method = meant(call.method)
    return max(routes, key=lambda route: _likeness(route, path) + SAME_METHOD * (route.endpoint.method == method))


def _placed(endpoint: Endpoint, steps: list[str]) -> list[dict[str, str]]:
    """The ids that may be meant: what stands in their places, counted from the left and from the right."""
    wanted = endpoint.path.split("/")
    shift = len(steps) - len(wanted)
    return [
        {
            step[1:-1]: steps[place + offset] if 0 <= place + offset < len(steps) else ""
            for place, step in enumerate(wanted)
            if step.startswith("{")
        }
        for offset in {0, shift}
    ]


def _likeness(route: Route, path: str) -> float:
    filled = route.endpoint.path.format(**route.ids)
    words = {step for step in route.endpoint.path.split("/") if not step.startswith("{")}
    likeness = SequenceMatcher(None, filled.casefold(), path.casefold(), autojunk=False).ratio()
    return likeness - MISSING_WORD * len(words - set(path.split("/")))
