"""Whose call it is, as far as the call itself tells."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeGuard

_SESSION_ID = re.compile(r"(?P<machine>[A-Za-z0-9_-]{1,150})_[0-9]{8}_[0-9]{6}_[A-Za-z0-9]{6,8}")
_PLACES = ("machine_id", "equipment_id", "printer_id")
"""The last is what the live client calls an equipment."""
_LONGEST = 100
"""Characters of an id."""


def machine_in(ids: Mapping[str, str], body: Mapping[str, Any]) -> str | None:
    """The machine of the session in the path, or what the body or the path names; None when nothing does."""
    machine = _machine_of(ids.get("session_id", ""))
    if machine is not None:
        return machine
    named = (source.get(place) for source in (body, ids) for place in _PLACES)
    return next((one for one in named if _is_id(one)), None)


def _is_id(value: Any) -> TypeGuard[str]:
    """Bodies are anybody's: calls are counted by it, and no database holds half a character."""
    return isinstance(value, str) and 0 < len(value) <= _LONGEST and value.isprintable()


@lru_cache(maxsize=1000)
def _machine_of(session_id: str) -> str | None:
    """Remembered, since machines poll the same session again and again."""
    found = _SESSION_ID.fullmatch(session_id)
    return None if found is None else found["machine"]


def address_as_machine(address: str) -> str:
    """Who calls without a machine is counted by where he calls from."""
    return f"address {address}"
