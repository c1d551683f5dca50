"""Paths of servers that aren't ours, as a person writes them: `/orders/{order_id}/pay`, `/files/*.pdf`, `/v2/**`.

`{name}` is one whole step, `*` is anything within a step, and `**` is any number of steps, also none.
"""

import re
from functools import lru_cache

ANY_STEPS = "**"
_NAME = re.compile(r"\{([A-Za-z_]\w*)\}")
_STEP = re.compile(r"\{[A-Za-z_]\w*\}|\*\*|(?:[^{}*?#\s]|\*(?!\*))*")
WANTED = "a path such as /orders/{order_id}/pay or /v2/**"


def is_pattern(route: str) -> bool:
    """Whether it is one in all its steps, and names each of them once."""
    names = _NAME.findall(route)
    return (
        route.startswith("/")
        and len(names) == len(set(names))
        and all(_STEP.fullmatch(step) for step in route[1:].split("/"))
    )


@lru_cache(maxsize=1000)
def compiled(pattern: str) -> re.Pattern[str]:
    """What matches a whole path, without its query. The groups are the steps with a name."""
    return re.compile("".join(_compiled(step) for step in pattern[1:].split("/")), re.DOTALL)


def is_within(narrow: str, wide: str) -> bool:
    """Whether every path of the one is beyond doubt one of the other, too."""
    if ANY_STEPS in narrow.split("/"):
        return narrow == wide
    return compiled(wide).fullmatch(narrow) is not None


def _compiled(step: str) -> str:
    if step == ANY_STEPS:
        return "(?:/.*)?"
    named = _NAME.fullmatch(step)
    if named:
        return f"/(?P<{named[1]}>[^/]+)"
    return "/" + ("[^/]+" if step == "*" else "[^/]*".join(map(re.escape, step.split("*"))))
