"""What needs a person now: one answer, the most urgent, for the top of the window."""

from dataclasses import dataclass
from enum import StrEnum

from contract.vocabulary import OrderStatus
from station_app.agent.state import Halt, Link, QueueRow, StationState
from station_app.press.queue import Wait


class Need(StrEnum):
    """In the order of urgency. The words are the window's."""

    UNREACHABLE = "unreachable"
    BROKEN = "broken"
    NO_LAB = "no_lab"
    NO_TOKEN = "no_token"  # noqa: S105 (a need's name, not a secret)
    UNKNOWN_EQUIPMENT = "unknown_equipment"
    CONNECTING = "connecting"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    TAKEN = "taken"
    GONE = "gone"
    PAUSED = "paused"
    NO_BLANK = "no_blank"
    HELD = "held"
    PRINTING = "printing"
    EMPTY = "empty"


class Tone(StrEnum):
    """How urgent it is: work stands still, a person should look, or all is well."""

    BAD = "bad"
    WARN = "warn"
    CALM = "calm"


@dataclass(frozen=True, slots=True)
class Attention:
    """`subject` is a queue number, a model or an equipment, `detail` a station's name or a server's sentence."""

    need: Need
    tone: Tone
    subject: str = ""
    detail: str = ""
    waiting: int = 0
    """Orders that wait, or that wait for the subject."""


LINK_NEEDS = {
    Link.UNREACHABLE: Need.UNREACHABLE,
    Link.BROKEN: Need.BROKEN,
    Link.NO_LAB: Need.NO_LAB,
    Link.NO_TOKEN: Need.NO_TOKEN,
    Link.UNKNOWN_EQUIPMENT: Need.UNKNOWN_EQUIPMENT,
}
HALT_NEEDS = {
    Halt.CANCELLED: Need.CANCELLED,
    Halt.REFUSED: Need.REFUSED,
    Halt.TAKEN: Need.TAKEN,
    Halt.GONE: Need.GONE,
}


def attention(state: StationState) -> Attention:
    waiting = [row for row in state.rows if row.status is OrderStatus.PENDING]
    return (
        _about_link(state, len(waiting))
        or _about_halt(state)
        or _about_pause(state, len(waiting))
        or _about_blanks(waiting)
        or _about_work(state, waiting)
    )


def _about_link(state: StationState, waiting: int) -> Attention | None:
    if state.link is Link.CONNECTING:
        return Attention(Need.CONNECTING, Tone.CALM, subject=state.backend)
    if state.link is Link.CONNECTED:
        return None
    printing = state.job.order.queue_number if state.job else ""
    subject = state.equipment_id if state.link is Link.UNKNOWN_EQUIPMENT else state.backend
    return Attention(LINK_NEEDS[state.link], Tone.BAD, subject, printing, waiting)


def _about_halt(state: StationState) -> Attention | None:
    if state.halted is None:
        return None
    return Attention(HALT_NEEDS[state.halted.why], Tone.BAD, state.halted.queue_number, state.halted.detail)


def _about_pause(state: StationState, waiting: int) -> Attention | None:
    return Attention(Need.PAUSED, Tone.WARN, waiting=waiting) if state.paused else None


def _about_blanks(waiting: list[QueueRow]) -> Attention | None:
    lacking = [row.waiting for row in waiting if row.waiting and row.waiting.why is Wait.NO_BLANK]
    if not lacking:
        return None
    model = lacking[0].detail
    return Attention(Need.NO_BLANK, Tone.BAD, model, waiting=sum(each.detail == model for each in lacking))


def _about_work(state: StationState, waiting: list[QueueRow]) -> Attention:
    """Another station's claim is worth a word only when this station has nothing else to do."""
    if state.job is not None:
        return Attention(Need.PRINTING, Tone.CALM, state.job.order.queue_number, waiting=len(waiting))
    held = next((row for row in waiting if row.holder), None)
    if held is not None:
        return Attention(Need.HELD, Tone.WARN, held.order.queue_number, held.holder or "")
    return Attention(Need.EMPTY, Tone.CALM, waiting=len(waiting))
