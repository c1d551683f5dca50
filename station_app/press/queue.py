"""The order of the queue, and for each waiting job why it waits and when it could start.

The same function answers both "what next?" and "why not this one?", so that the window can't contradict the press.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Job:
    """An order that waits for a press. Priority 1 is the highest."""

    order_id: str
    queue_number: str
    priority: int
    created_at: datetime
    model_id: str | None = None
    model: str | None = None
    claimed_by: str | None = None
    """The name of another station that holds the job."""
    stopped: bool = False
    """This station stopped work on it until a person has read why."""


class Wait(StrEnum):
    """Why a job waits. The words for a person are the window's."""

    STARTING = "starting"
    """Nothing holds it: the station takes it now."""
    PRINTING_ANOTHER = "printing_another"
    AHEAD = "ahead"
    CLAIMED = "claimed"
    STOPPED = "stopped"
    PAUSED = "paused"
    NO_BLANK = "no_blank"
    LAB_UNREACHABLE = "lab_unreachable"


@dataclass(frozen=True, slots=True)
class Waiting:
    """`detail` is the queue number being printed, the other station's name or the missing model, by `why`."""

    why: Wait
    detail: str = ""
    ahead: int = 0
    """Cases that this press prints before, the one on the press included."""
    starts_in: float | None = None
    """Seconds until it could start; None when that depends on a person or another program."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What decides when jobs start, besides their order."""

    reachable: bool
    paused: bool = False
    printing: str | None = None
    """The queue number of the case on the press."""
    seconds_left: float = 0.0
    seconds_per_case: float = 12.0
    blanks: Mapping[str, int] = field(default_factory=dict)
    """Blanks on hand by model id; a model that isn't named is taken to be there."""


def in_order(jobs: Iterable[Job]) -> list[Job]:
    """By priority, then first come, first served; jobs of one moment stay as the backend lists them."""
    return sorted(jobs, key=lambda job: (job.priority, job.created_at))


def plan(jobs: Iterable[Job], conditions: Conditions) -> dict[str, Waiting]:
    """Why each job waits, by order id, in the order of the queue."""
    blanks = dict(conditions.blanks)
    ahead = 0 if conditions.printing is None else 1
    waiting: dict[str, Waiting] = {}
    for job in in_order(jobs):
        held = _held(job, conditions, blanks)
        if held is not None:
            waiting[job.order_id] = held
            continue
        waiting[job.order_id] = _in_line(ahead, conditions)
        _use_blank(job, blanks)
        ahead += 1
    return waiting


def next_job(jobs: Iterable[Job], conditions: Conditions) -> str | None:
    """The order id of the job that starts now, None while all wait."""
    return next((order_id for order_id, held in plan(jobs, conditions).items() if held.why is Wait.STARTING), None)


def _held(job: Job, conditions: Conditions, blanks: Mapping[str, int]) -> Waiting | None:
    """What holds the job whatever its place in the line is."""
    if job.claimed_by is not None:
        return Waiting(Wait.CLAIMED, detail=job.claimed_by)
    if job.stopped:
        return Waiting(Wait.STOPPED)
    if not conditions.reachable:
        return Waiting(Wait.LAB_UNREACHABLE)
    if conditions.paused:
        return Waiting(Wait.PAUSED)
    if job.model_id is not None and blanks.get(job.model_id, 1) <= 0:
        return Waiting(Wait.NO_BLANK, detail=job.model or job.model_id)
    return None


def _in_line(ahead: int, conditions: Conditions) -> Waiting:
    if ahead == 0:
        return Waiting(Wait.STARTING, starts_in=0.0)
    if conditions.printing is None:
        return Waiting(Wait.AHEAD, ahead=ahead, starts_in=ahead * conditions.seconds_per_case)
    starts_in = conditions.seconds_left + (ahead - 1) * conditions.seconds_per_case
    why = Wait.PRINTING_ANOTHER if ahead == 1 else Wait.AHEAD
    return Waiting(why, detail=conditions.printing, ahead=ahead, starts_in=starts_in)


def _use_blank(job: Job, blanks: dict[str, int]) -> None:
    if job.model_id in blanks:
        blanks[job.model_id] -= 1
