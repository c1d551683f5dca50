"""One press as a device whose states are the phases of a case. It prints one case at a time, at a settable speed."""

import math
from dataclasses import dataclass
from enum import StrEnum

from kernel.device import Device, Memento, Wait
from kernel.table import Table


class Phase(StrEnum):
    """What the press is doing. A case passes through them in this order."""

    IDLE = "idle"
    LOADING_BLANK = "loading_blank"
    WHITE = "white"
    COLOUR = "colour"
    VARNISH = "varnish"
    CURING = "curing"
    UNLOADING = "unloading"
    FINISHED = "finished"


class PressEvent(StrEnum):
    START = "start"
    PHASE_DONE = "phase_done"
    TAKE = "take"
    """The finished case has left the press."""
    STOP = "stop"


WORKING = (Phase.LOADING_BLANK, Phase.WHITE, Phase.COLOUR, Phase.VARNISH, Phase.CURING, Phase.UNLOADING)
ORDER = (Phase.IDLE, *WORKING, Phase.FINISHED)

MOVES = Table(
    "press",
    [Phase.IDLE],
    {
        (Phase.IDLE, PressEvent.START): Phase.LOADING_BLANK,
        (Phase.LOADING_BLANK, PressEvent.PHASE_DONE): Phase.WHITE,
        (Phase.WHITE, PressEvent.PHASE_DONE): Phase.COLOUR,
        (Phase.COLOUR, PressEvent.PHASE_DONE): Phase.VARNISH,
        (Phase.VARNISH, PressEvent.PHASE_DONE): Phase.CURING,
        (Phase.CURING, PressEvent.PHASE_DONE): Phase.UNLOADING,
        (Phase.UNLOADING, PressEvent.PHASE_DONE): Phase.FINISHED,
        (Phase.FINISHED, PressEvent.TAKE): Phase.IDLE,
        **{(phase, PressEvent.STOP): Phase.IDLE for phase in WORKING},
    },
)

SHARE = {
    Phase.LOADING_BLANK: 0.08,
    Phase.WHITE: 0.20,
    Phase.COLOUR: 0.40,
    Phase.VARNISH: 0.12,
    Phase.CURING: 0.12,
    Phase.UNLOADING: 0.08,
}
"""The part of a case's time that each phase takes; they add up to 1."""

PRINTED_AT = 1 - SHARE[Phase.UNLOADING]
"""The part of a case's time after which nothing more is put on it."""
READING_SECONDS = 0.1
"""The shortest time between two readings that a person or a report tells apart."""


@dataclass(frozen=True, slots=True)
class PressReading:
    """What a press shows. `fraction` is the phase's, 0 to 1; `seconds_left` counts to the end of unloading."""

    phase: Phase = Phase.IDLE
    fraction: float = 0.0
    progress: int = 0
    seconds_left: float = 0.0
    seconds_per_case: float = 12.0
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class PressSetup:
    """`case_seconds` is the time of one case at speed 1, above 0."""

    case_seconds: float = 12.0

    def __post_init__(self) -> None:
        if self.case_seconds <= 0:
            raise ValueError("A case takes more than 0 seconds")


@dataclass(frozen=True, slots=True)
class PressMemento(Memento[Phase]):
    """How far the press is with its case, and its speed, above 0."""

    state: Phase = Phase.IDLE
    speed: float = 1.0


FREE = PressMemento()


class Press(Device[Phase, PressEvent]):
    """A case takes `case_seconds / speed`. The speed may change while a case is being printed."""

    def __init__(self, setup: PressSetup, memento: PressMemento = FREE) -> None:
        super().__init__(MOVES, memento)
        self._setup = setup
        self.set_speed(memento.speed)

    @property
    def memento(self) -> PressMemento:
        return PressMemento(self._state, self._fraction, self._speed)

    @property
    def seconds_per_case(self) -> float:
        return self._setup.case_seconds / self._speed

    def set_speed(self, speed: float) -> None:
        """Raises ValueError for a speed of zero or below."""
        if speed <= 0:
            raise ValueError("A press's speed is above 0")
        self._speed = speed

    @property
    def seconds_to_change(self) -> float:
        """Until the next phase, or until it reads otherwise; nobody reads it more than ten times a second."""
        return min(super().seconds_to_change, max(READING_SECONDS, self._seconds_to_reading()))

    def _seconds_to_reading(self) -> float:
        """Until another percent is done, or another whole second left."""
        if self._state not in SHARE:
            return math.inf
        done, case = self._work_done() * self.seconds_per_case, self.seconds_per_case
        percent = case * PRINTED_AT / 100
        return min(percent - done % percent, (case - done) % 1 or 1.0)

    def _wait(self) -> Wait[PressEvent] | None:
        share = SHARE.get(self._state)
        return None if share is None else Wait(share * self.seconds_per_case, PressEvent.PHASE_DONE)

    @property
    def is_free(self) -> bool:
        return self._state is Phase.IDLE

    def clear(self) -> None:
        """Take away what is on the press, finished or not."""
        if not self.is_free:
            self.handle(PressEvent.TAKE if self._state is Phase.FINISHED else PressEvent.STOP)

    def has_reached(self, phase: Phase) -> bool:
        return ORDER.index(self._state) >= ORDER.index(phase)

    def read(self) -> PressReading:
        done = self._work_done()
        return PressReading(
            phase=self._state,
            fraction=self._fraction,
            progress=_percent(done),
            seconds_left=0.0 if self._state is Phase.IDLE else (1 - done) * self.seconds_per_case,
            seconds_per_case=self.seconds_per_case,
            speed=self._speed,
        )

    def _work_done(self) -> float:
        """The part of the case's time that is over, 0 to 1."""
        if self._state is Phase.FINISHED:
            return 1.0
        before = sum(SHARE.get(phase, 0.0) for phase in ORDER[: ORDER.index(self._state)])
        return before + SHARE.get(self._state, 0.0) * self._fraction


def _percent(done: float) -> int:
    """Whole percent of the printing; 100 only when nothing more is put on the case."""
    if done > PRINTED_AT - 1e-9:
        return 100
    return min(99, int(done / PRINTED_AT * 100 + 1e-9))
