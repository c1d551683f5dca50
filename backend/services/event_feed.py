"""GET /lab/events: changes after a cursor, waiting a moment for the next one."""

import re
import time

import peewee

from backend.models.event import Event, Meta
from backend.services.environment import Environment
from backend.services.refusals import Rejected
from contract.hints import Code
from contract.messages import lab

MOST_EVENTS = 500
"""In one answer; the rest comes with the next call."""
LONGEST_WAIT = 0.5
"""Seconds of real time: short, so that a server that is told to end does so quickly."""
_CURSOR = re.compile(r"(?P<generation>[0-9a-f]{8}):(?P<number>[0-9]{1,18})")


def read_events(environment: Environment, after: str | None, wait: float) -> lab.Events:
    """Events after the cursor; waits up to `wait` seconds when there are none yet.

    No cursor, or one of another life of the database, gets the present cursor and no events.
    Raises Rejected for a malformed cursor.
    """
    store = environment.store
    deadline = time.monotonic() + max(0.0, min(LONGEST_WAIT, wait))
    while True:
        commits = store.commits
        with store.reading():
            answer = _events(after)
        remaining = deadline - time.monotonic()
        if answer.next != after or remaining <= 0:
            return answer
        store.wait_for_commit(commits, remaining)


def _events(after: str | None) -> lab.Events:
    generation = Meta.get_by_id("generation").value
    present = Event.select(peewee.fn.MAX(Event.id)).scalar() or 0
    last = present if after is None else _number(after, generation, present)
    found = list(Event.select().where(Event.id > last).order_by(Event.id).limit(MOST_EVENTS))
    return lab.Events(
        generation=generation,
        next=f"{generation}:{found[-1].id if found else last}",
        events=[_event(event, generation) for event in found],
    )


def _number(after: str, generation: str, present: int) -> int:
    cursor = _CURSOR.fullmatch(after)
    if cursor is None:
        detail = "after must be the `next` of an earlier answer, such as 1a2b3c4d:17"
        raise Rejected(Code.CURSOR_MALFORMED, detail, field="after", received=after[:50])
    number = int(cursor["number"])
    return number if cursor["generation"] == generation and number <= present else present


def _event(event: Event, generation: str) -> lab.Event:
    return lab.Event(
        id=f"{generation}:{event.id}",
        kind=event.kind,
        at=event.at,
        machine_id=event.machine_id,
        session_id=event.session_id,
        order_id=event.order_id,
        data=event.data,
    )
