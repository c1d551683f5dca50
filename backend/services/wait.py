"""POST /lab/wait: the first event that meets every condition."""

import json
import threading
import time

import peewee

from backend.base.refusals import Busy, Conflict
from backend.ending import ending
from backend.models.event import Event, Meta
from backend.services.event_feed import as_message, parse_cursor
from backend.world.environment import Environment
from contract.hints import Code
from contract.messages.base import format_time
from contract.messages.wait import Awaited, WaitFor

MOST_WAITING = 8
"""Calls at a time: each holds a thread of the server's."""
RETRY_AFTER = 1
"""Seconds."""
LOOK = 0.25
"""Seconds between two looks whether the server ends."""
RECENT = 200
"""Events among which the nearest is looked for."""
LONGEST_DATA = 200
"""Characters of an event's data that are quoted."""
_places = threading.BoundedSemaphore(MOST_WAITING)


def wait_for_event(environment: Environment, wanted: WaitFor) -> Awaited:
    """Raises Conflict when none comes in time or the world was replaced, Rejected for a malformed cursor, and Busy."""
    if not _places.acquire(blocking=False):
        detail = f"{MOST_WAITING} calls wait already, the most at a time. Try again in {RETRY_AFTER} s"
        raise Busy(Code.TOO_MANY_WAITING, detail, RETRY_AFTER, limit=MOST_WAITING)
    try:
        return _wait(environment, wanted)
    finally:
        _places.release()


def _wait(environment: Environment, wanted: WaitFor) -> Awaited:
    store, began = environment.store, time.monotonic()
    with store.reading():
        generation, start = _cursor(wanted.after)
    last = start
    while True:
        commits = store.commits
        with store.reading():
            event, last = _first_match(wanted, last)
            _check_generation(generation)  # afterwards: a snapshot may be restored between any two looks
        waited = time.monotonic() - began
        if event is not None:
            return Awaited(event=as_message(event, generation), next=f"{generation}:{event.id}", waited=waited)
        if ending.is_set():
            raise Busy(Code.SERVER_ENDING, "The server was told to end", RETRY_AFTER)
        if waited >= wanted.timeout:
            raise _timed_out(environment, wanted, start)
        store.wait_for_commit(commits, min(LOOK, wanted.timeout - waited))


def _cursor(after: str | None) -> tuple[str, int]:
    """Where to begin: after what there is, unless an earlier place was asked for."""
    present = Event.select(peewee.fn.MAX(Event.id)).scalar() or 0
    if after is None:
        return Meta.get_by_id("generation").value, present
    generation, number = parse_cursor(after)
    return generation, min(number, present)


def _check_generation(generation: str) -> None:
    present = Meta.get_by_id("generation").value
    if generation != present:
        detail = f"The lab's world was replaced: there are no events of {generation} any more, they begin anew"
        raise Conflict(Code.WORLD_REPLACED, detail, received=generation, generation=present)


def _first_match(wanted: WaitFor, last: int) -> tuple[Event | None, int]:
    """The first event after the number `last` that fits, and the number of the last one that was looked at."""
    for event in Event.select().where(Event.id > last).order_by(Event.id).iterator():
        last = event.id
        if _meets(event, wanted):
            return event, last
    return None, last


def _meets(event: Event, wanted: WaitFor) -> bool:
    fits = _is_about(event, wanted) and wanted.kind in {None, event.kind}
    return fits and wanted.data.items() <= event.data.items()


def _is_about(event: Event, wanted: WaitFor) -> bool:
    """Whether it happened to the machine, the session and the order that are asked for."""
    pairs = (
        (wanted.machine_id, event.machine_id),
        (wanted.session_id, event.session_id),
        (wanted.order_id, event.order_id),
    )
    return all(asked in {None, found} for asked, found in pairs)


def _timed_out(environment: Environment, wanted: WaitFor, start: int) -> Conflict:
    with environment.store.reading():
        nearest = _nearest(wanted, start)
    timeout = f"{wanted.timeout:g}"
    detail = f"No such event came within {timeout} s. Nearest: {nearest}"
    return Conflict(Code.WAIT_TIMED_OUT, detail, timeout=timeout, nearest=nearest)


def _nearest(wanted: WaitFor, start: int) -> str:
    """The latest that fits altogether, and so came too early; else the latest of that kind; else about those things."""
    recent = Event.select().order_by(Event.id.desc()).limit(RECENT)
    about = [event for event in recent if _is_about(event, wanted)]
    if not about:
        return "nothing has happened to those lately"
    event = max(about, key=lambda event: (_meets(event, wanted), event.kind == wanted.kind, event.id))
    early = ", before the wait began" if event.id <= start else ""
    data = json.dumps(event.data, ensure_ascii=False)[:LONGEST_DATA]
    return f"{event.kind} {data} at {format_time(event.at)}{early}"
