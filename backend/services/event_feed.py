"""GET /lab/events: changes after a cursor, waiting a moment for the next one."""

import re
import time
from collections.abc import Iterable

import peewee

from backend.base.refusals import Rejected
from backend.models.event import Event, Meta
from backend.world.clock_state import clock_state
from backend.world.environment import Environment
from contract.hints import Code
from contract.messages import lab
from contract.messages.snapshots import Restoration

MOST_EVENTS = 500
"""In one answer; the rest comes with the next call."""
LONGEST_WAIT = 0.5
"""Seconds of real time: short, so that a server that is told to end does so quickly."""
_CURSOR = re.compile(r"(?P<generation>[0-9a-f]{8}):(?P<number>[0-9]{1,18})")


def read_events(environment: Environment, after: str | None, wait: float, parts: Iterable[str] = ()) -> lab.Events:
    """Events after the cursor; waits up to `wait` seconds when there are none yet.

    No cursor, or one of another life of the database, gets the present cursor and no events. `parts` are the programs
    that ask and have a share in snapshots. Raises Rejected for a malformed cursor or part.
    """
    for part in parts:
        environment.parts.greet(part)
    store = environment.store
    deadline = time.monotonic() + max(0.0, min(LONGEST_WAIT, wait))
    while True:
        commits = store.commits
        with environment.world.inside(), store.reading():
            answer = _events(environment, after)
        remaining = deadline - time.monotonic()
        if answer.next != after or remaining <= 0:
            return answer
        store.wait_for_commit(commits, remaining)


def _events(environment: Environment, after: str | None) -> lab.Events:
    generation = Meta.get_by_id("generation").value
    present = Event.select(peewee.fn.MAX(Event.id)).scalar() or 0
    last = present if after is None else _number(after, generation, present)
    found = list(Event.select().where(Event.id > last).order_by(Event.id).limit(MOST_EVENTS))
    return lab.Events(
        generation=generation,
        next=f"{generation}:{found[-1].id if found else last}",
        events=[as_message(event, generation) for event in found],
        clock=clock_state(environment.clock),
        restored=_restored(),
    )


def _restored() -> Restoration | None:
    kept = Meta.get_or_none(Meta.name == "restored")
    return None if kept is None else Restoration.model_validate_json(kept.value)


def _number(after: str, generation: str, present: int) -> int:
    its_generation, number = parse_cursor(after)
    return number if its_generation == generation and number <= present else present


def parse_cursor(after: str) -> tuple[str, int]:
    """The generation, and the last event's number in it. Raises Rejected."""
    cursor = _CURSOR.fullmatch(after)
    if cursor is None:
        detail = "after must be the `next` of an earlier answer, such as 1a2b3c4d:17"
        raise Rejected(Code.CURSOR_MALFORMED, detail, field="after", received=after[:50])
    return cursor["generation"], int(cursor["number"])


def as_message(event: Event, generation: str) -> lab.Event:
    return lab.Event(
        id=f"{generation}:{event.id}",
        kind=event.kind,
        at=event.at,
        machine_id=event.machine_id,
        session_id=event.session_id,
        order_id=event.order_id,
        request_id=event.request_id,
        data=event.data,
    )
