"""The lab's clock under /lab/clock."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from contract.hints import Code
from contract.lab_time import ClockMode
from contract.messages.base import Answer, LabRequest, one_of, problem
from contract.messages.journal import PreciseTimestamp

MOST_HAPPENINGS = 1000
"""In one answer; `counts` counts all."""
LONGEST_ADVANCE = 366 * 24 * 3600
"""Seconds."""


class Target(StrEnum):
    """What an advance may go to: the next of one kind, or of any."""

    NEXT_EVENT = "next_event"
    SESSION_EXPIRY = "session_expiry"
    WEBHOOK = "webhook"
    LINK_EXPIRY = "link_expiry"
    QUEUE_DAY = "queue_day"


class HappeningKind(StrEnum):
    """What the backend does by itself as time goes by."""

    SESSION_EXPIRED = "session_expired"
    WEBHOOK_DELIVERED = "webhook_delivered"
    WEBHOOK_ATTEMPT_FAILED = "webhook_attempt_failed"
    WEBHOOK_GIVEN_UP = "webhook_given_up"
    LINK_EXPIRED = "link_expired"
    QUEUE_DAY_BEGAN = "queue_day_began"


class ClockState(Answer):
    """`now` is the lab's time and `real_time` the computer's. `rate` is lab seconds in one real second."""

    mode: ClockMode
    rate: float
    now: PreciseTimestamp
    real_time: PreciseTimestamp


class SetClock(LabRequest):
    """Body of `PUT /lab/clock`. `rate` belongs to scaled, and to nothing else."""

    mode: Annotated[ClockMode, BeforeValidator(one_of(ClockMode))]
    rate: float | None = Field(default=None, ge=0.01, le=1000, validate_default=True)

    @field_validator("rate")
    @classmethod
    def _belongs_to_scaled(cls, rate: float | None, info: ValidationInfo) -> float | None:
        if "mode" in info.data and (rate is not None) != (info.data["mode"] is ClockMode.SCALED):
            raise problem(Code.CLOCK_RATE, "Rate belongs to the mode scaled, which needs it")
        return rate


class AdvanceClock(LabRequest):
    """Body of `POST /lab/clock/advance`: so many seconds, or up to something, and then `seconds` is the farthest."""

    until: Annotated[Target, BeforeValidator(one_of(Target))] | None = None
    seconds: float | None = Field(default=None, le=LONGEST_ADVANCE, validate_default=True)

    @field_validator("seconds")
    @classmethod
    def _leads_on(cls, seconds: float | None, info: ValidationInfo) -> float | None:
        if seconds is not None and seconds <= 0:
            raise problem(Code.TIME_BACKWARDS, "Time never goes backwards; restore a snapshot to go back")
        if seconds is None and info.data.get("until", Target.NEXT_EVENT) is None:
            words = ", ".join(Target)
            raise problem(Code.ADVANCE_WHERETO, f"Send seconds, or until with one of: {words}")
        return seconds


class Happening(Answer):
    """One thing that happened on the way, at the lab's time. `detail` is a status or a reason."""

    at: PreciseTimestamp
    kind: HappeningKind
    machine_id: str | None = None
    session_id: str | None = None
    order_id: str | None = None
    message_id: str | None = None
    detail: str | None = None


class Advanced(Answer):
    """What an advance did, in the order of the lab's time; at most 1,000 happenings, while `counts` counts them all.

    `is_complete` is false when it took so much real time that it stopped on its way, at `to`.
    """

    began: PreciseTimestamp
    to: PreciseTimestamp
    is_complete: bool
    counts: dict[HappeningKind, int]
    happened: list[Happening]
    clock: ClockState
