"""GET /lab/events: changes after a cursor, which may wait for the next one."""

import re

from backend.base.refusals import Rejected
from backend.models.event import Event
from backend.models.queries.events import beyond, last_number
from backend.models.queries.meta import RESTORED, fact
from backend.models.queries.meta import generation as present_generation
from backend.world.clock_state import clock_state
from backend.world.environment import Environment
from backend.world.public_address import public_url
from contract.hints import Code
from contract.messages import lab
from contract.messages.snapshots import Restoration

MOST_EVENTS = 500
"""In one answer; the rest comes with the next call."""
IN_PLACE = 0.5
"""Seconds, where there is no gate to wait in: a thread waits then."""
_CURSOR = re.compile(r"(?P<generation>[0-9a-f]{8}):(?P<number>[0-9]{1,18})")


class EventPoll:
    """Events after the cursor.

    No cursor, or one of another life of the database, gets the present cursor and no events, at once.
    """

    note = ""

    def __init__(self, environment: Environment, wanted: lab.FollowEvents) -> None:
        """The programs that ask and have a share in snapshots are greeted. Raises Rejected for a malformed one."""
        for part in wanted.part:
            environment.parts.greet(part)
        self._environment = environment
        self._after = wanted.after

    def look(self, waited: float) -> lab.Events | None:  # noqa: ARG002 (of backend.http.holding)
        """None when there is nothing new. Raises Rejected for a malformed cursor."""
        present = self.give_up()
        return None if present.next == self._after else present

    def give_up(self) -> lab.Events:
        with self._environment.world.inside(), self._environment.store.reading():
            return _events(self._environment, self._after)


def _events(environment: Environment, after: str | None) -> lab.Events:
    generation, present = present_generation(), last_number()
    last = present if after is None else _number(after, generation, present)
    found = beyond(last, MOST_EVENTS)
    return lab.Events(
        generation=generation,
        next=f"{generation}:{found[-1].id if found else last}",
        events=[as_message(event, generation) for event in found],
        clock=clock_state(environment.clock),
        public_url=public_url(environment.settings),
        restored=_restored(),
    )


def _restored() -> Restoration | None:
    kept = fact(RESTORED)
    return None if kept is None else Restoration.model_validate_json(kept)


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
