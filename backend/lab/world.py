"""Every call belongs to one world: it is done before a snapshot is restored, or begins after that."""

from flask import Flask, g, request

from backend.http.context import environment
from contract.lab_endpoints import EVENTS, RESTORE_SNAPSHOT, WAIT

OUTSIDE = {EVENTS.name, WAIT.name, RESTORE_SNAPSHOT.name}
"""Those that wait for a change or make one themselves; each look of theirs is at one world only.

They see to that themselves.
"""


def install_world(app: Flask) -> None:
    """Before whatever else looks into the database."""
    app.before_request(_enter)
    app.teardown_request(_leave)


def _enter() -> None:
    if (request.endpoint or "").rpartition(".")[2] not in OUTSIDE:
        environment().world.enter()
        g.is_inside = True


def _leave(_: BaseException | None) -> None:
    if g.pop("is_inside", False):
        environment().world.leave()
