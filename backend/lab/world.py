"""Every call belongs to one world: it is done before a snapshot is restored, or begins after that."""

from flask import g

from backend.http.context import environment, present_row
from contract.lab_endpoints import EVENTS, RESTORE_SNAPSHOT, WAIT

OUTSIDE = {EVENTS, WAIT, RESTORE_SNAPSHOT}
"""Those that wait for a change or make one themselves; each look of theirs is at one world only.

They see to that themselves.
"""


def enter() -> None:
    """Waits while a snapshot is restored."""
    if present_row() not in OUTSIDE:
        environment().world.enter()
        g.is_inside = True


def leave(_: BaseException | None) -> None:
    """However the request ended."""
    if g.pop("is_inside", False):
        environment().world.leave()
