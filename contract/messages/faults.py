"""Faults on demand under /lab/faults, and in the files of a gate before a foreign server."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from contract.messages.base import Answer, JsonObject, LabRequest, Text, Timestamp, one_of

SHORTEST_HOLD, LONGEST_HOLD = 0.001, 300
"""Seconds of real time."""
MOST_FAULTS = 200
RAREST = 1e-6
"""A probability."""


class EffectKind(StrEnum):
    """What a fault does to a call."""

    STATUS = "status"
    """Nothing is done; the answer is an error with its documented body."""
    DELAY = "delay"
    """The call is carried out `seconds` later."""
    NO_ANSWER = "no_answer"
    """Nothing is done, and nothing is sent until the client gives up."""
    REPLY_LOST_BEFORE_COMMIT = "reply_lost_before_commit"
    """Nothing is done, and the connection closes without a byte."""
    REPLY_LOST_AFTER_COMMIT = "reply_lost_after_commit"
    """The work is done, and the connection closes without a byte."""
    TRUNCATED_BODY = "truncated_body"
    """The work is done; status, headers and `bytes` of the body arrive, then the connection closes."""
    LATE_ANSWER = "late_answer"
    """The work is done at once; the answer arrives `seconds` later."""
    DELIVERED_TWICE = "delivered_twice"
    """The network delivers the request twice, one after the other; the client gets the first answer."""
    WRONG_CONTENT_TYPE = "wrong_content_type"
    """The work is done; the answer says that it is `content_type`."""
    EXTRA_FIELDS = "extra_fields"
    """The work is done; every object of the answer has `fields` besides."""


def _effect(value: Any) -> Any:
    """A word stands for an effect of that kind, a number for an answer of that status."""
    if isinstance(value, str):
        return {"kind": value}
    if isinstance(value, int) and not isinstance(value, bool):
        return {"kind": EffectKind.STATUS, "status": value}
    return value


class Match(LabRequest):
    """Which calls: all conditions that are named have to hold. None at all is every call of the API."""

    method: Text | None = Field(default=None, max_length=10)
    route: Text | None = Field(default=None, max_length=200)
    """The documented path with its braces, or the name of the call in the OpenAPI document."""
    machine: Text | None = Field(default=None, max_length=50)
    state: Text | None = Field(default=None, max_length=30)
    """Of the session or of the order that the call is about, when it arrives."""


class Effect(LabRequest):
    """What happens. Each kind has what it needs of the rest, or its usual value, and nothing else.

    A word alone stands for its kind, a number for a status.
    """

    kind: Annotated[EffectKind, BeforeValidator(one_of(EffectKind))]
    status: int | None = Field(default=None, ge=400, le=599)
    seconds: float | None = Field(default=None, ge=SHORTEST_HOLD, le=LONGEST_HOLD)
    """Of real time."""
    bytes: int | None = Field(default=None, ge=0, le=1_000_000)
    content_type: Text | None = Field(default=None, min_length=1, max_length=100)
    fields: JsonObject | None = None


class Window(LabRequest):
    """Lab time since the fault was set, in seconds. Outside of it the fault isn't there, and counts no calls."""

    start: float = Field(default=0, ge=0)
    end: float | None = Field(default=None, ge=0)


class When(LabRequest):
    """Which of the matching calls of one machine, counted from 1. Without anything: each of them."""

    after: int = Field(default=0, ge=0)
    """So many matching calls pass first."""
    times: int | None = Field(default=None, ge=1)
    """At most so often: "fail twice, then succeed" is `{"times": 2}`."""
    every: int | None = Field(default=None, ge=2)
    """Every n-th of the calls that come after."""
    probability: float | None = Field(default=None, ge=RAREST, le=1 - RAREST)
    """Decided by the seed, the fault, the machine and the number of the call."""
    window: Window | None = None
    until_status: bool = False
    """Ends for a machine once it asks for a status after a call that was hit."""


class SetFault(LabRequest):
    """Body of `PUT /lab/faults/{fault_id}`. Of several faults that would hit a call the one set first does."""

    match: Match = Match()
    effect: Annotated[Effect, BeforeValidator(_effect)]
    when: When = When()
    note: Text | None = Field(default=None, max_length=200)


class NamedFault(SetFault):
    """A fault in a file or a preset."""

    id: Text = Field(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")


class FaultState(Answer):
    """A fault as it was set, with how often it matched and hit so far; `set_at` is the lab's time."""

    id: str
    match: Match
    effect: Effect
    when: When
    note: str | None
    set_at: Timestamp
    matched: int
    hit: int
    spent: bool
    """Whether it is over for each machine that it matched, or its window has closed for good. One without a machine of
    its own still hits a machine that it hasn't met."""
    preset: str | None
    """The preset that it came with."""


class Faults(Answer):
    """Answer of `GET /lab/faults`, in the order in which they are asked."""

    seed: int
    faults: list[FaultState]


class SetSeed(LabRequest):
    """Body of `PUT /lab/faults-seed`: all counts begin anew."""

    seed: int = Field(ge=0, le=2**53)


class UsePreset(LabRequest):
    """Body of `POST /lab/fault-presets/{preset_id}`: its faults, for one machine or for all."""

    machine: Text | None = Field(default=None, max_length=50)


class Preset(Answer):
    """Faults that belong together, with what they rehearse in English and Chinese."""

    name: str
    title_en: str
    title_zh: str
    text_en: str
    text_zh: str
    faults: list[JsonObject]
    is_active: bool


class Presets(Answer):
    """Answer of `GET /lab/fault-presets`."""

    presets: list[Preset]
