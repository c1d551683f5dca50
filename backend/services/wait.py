"""POST /lab/wait: the first event that meets every condition."""

import json

from backend.base.refusals import Conflict
from backend.models.event import Event
from backend.models.queries.events import each_beyond, last_number, latest
from backend.models.queries.meta import generation as present_generation
from backend.services.event_feed import as_message, parse_cursor
from backend.world.environment import Environment
from contract.hints import Code
from contract.messages.base import format_time
from contract.messages.wait import Awaited, WaitFor

RECENT = 200
"""Events among which the nearest is looked for."""
LONGEST_DATA = 200
"""Characters of an event's data that are quoted."""


class Awaiting:
    """One call's wait, and how far it has looked."""

    def __init__(self, environment: Environment, wanted: WaitFor, note: str = "") -> None:
        """`note` is that of the same call, when it looked before. Raises Rejected for a malformed cursor."""
        self._environment = environment
        self._wanted = wanted
        if note:
            self._generation, *numbers = note.split(":")
            self._start, self._last = map(int, numbers)
        else:
            with environment.store.reading():
                self._generation, self._start = _cursor(wanted.after)
            self._last = self._start

    @property
    def note(self) -> str:
        return f"{self._generation}:{self._start}:{self._last}"

    def look(self, waited: float) -> Awaited | None:
        """The first event that meets every condition. Raises Conflict when the world was replaced."""
        with self._environment.store.reading():
            event, self._last = _first_match(self._wanted, self._last)
            _check_generation(self._generation)  # afterwards: a snapshot may be restored between any two looks
        if event is None:
            return None
        following = f"{self._generation}:{event.id}"
        return Awaited(event=as_message(event, self._generation), next=following, waited=waited)

    def give_up(self) -> Awaited:
        """Raises Conflict with the nearest event."""
        raise _timed_out(self._environment, self._wanted, self._start)


def _cursor(after: str | None) -> tuple[str, int]:
    """Where to begin: after what there is, unless an earlier place was asked for."""
    present = last_number()
    if after is None:
        return present_generation(), present
    generation, number = parse_cursor(after)
    return generation, min(number, present)


def _check_generation(generation: str) -> None:
    present = present_generation()
    if generation != present:
        detail = f"The lab's world was replaced: there are no events of {generation} any more, they begin anew"
        raise Conflict(Code.WORLD_REPLACED, detail, received=generation, generation=present)


def _first_match(wanted: WaitFor, last: int) -> tuple[Event | None, int]:
    """The first event after the number `last` that fits, and the number of the last one that was looked at."""
    for event in each_beyond(last):
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
    about = [event for event in latest(RECENT) if _is_about(event, wanted)]
    if not about:
        return "nothing has happened to those lately"
    event = max(about, key=lambda event: (_meets(event, wanted), event.kind == wanted.kind, event.id))
    early = ", before the wait began" if event.id <= start else ""
    data = json.dumps(event.data, ensure_ascii=False)[:LONGEST_DATA]
    return f"{event.kind} {data} at {format_time(event.at)}{early}"
