"""One press as a table of phases and one door. It prints one case at a time, at a settable speed."""

from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class PressReading:
    """What a press shows. `fraction` is the phase's, 0 to 1; `seconds_left` counts to the end of unloading."""

    phase: Phase = Phase.IDLE
    fraction: float = 0.0
    progress: int = 0
    seconds_left: float = 0.0
    seconds_per_case: float = 12.0
    speed: float = 1.0


class Press:
    """A case takes `case_seconds / speed`. The speed may change while a case is being printed."""

    def __init__(
        self, case_seconds: float, speed: float = 1.0, phase: Phase = Phase.IDLE, fraction: float = 0.0
    ) -> None:
        """A press in the middle of a case begins there. Raises ValueError for a time or a speed of zero or below."""
        if case_seconds <= 0:
            raise ValueError("A case takes more than 0 seconds")
        self._case_seconds = case_seconds
        self._phase = phase
        self._fraction = fraction
        self.set_speed(speed)

    @property
    def phase(self) -> Phase:
        return self._phase

    @property
    def seconds_per_case(self) -> float:
        return self._case_seconds / self._speed

    def set_speed(self, speed: float) -> None:
        if speed <= 0:
            raise ValueError("A press's speed is above 0")
        self._speed = speed

    def handle(self, event: PressEvent) -> None:
        """The one door. Raises IllegalMove and changes nothing when the table has no such move."""
        self._phase = MOVES.after(self._phase, event)
        self._fraction = 0.0

    def tick(self, seconds: float) -> None:
        """Let `seconds` of real time pass. Time that a phase doesn't need goes to the next one."""
        while seconds > 0 and self._phase in SHARE:
            needed = SHARE[self._phase] * self.seconds_per_case
            left = needed * (1 - self._fraction)
            if seconds < left:
                self._fraction += seconds / needed
                return
            self.handle(PressEvent.PHASE_DONE)
            seconds -= left

    @property
    def is_free(self) -> bool:
        return self._phase is Phase.IDLE

    def clear(self) -> None:
        """Take away what is on the press, finished or not."""
        if not self.is_free:
            self.handle(PressEvent.TAKE if self._phase is Phase.FINISHED else PressEvent.STOP)

    def has_reached(self, phase: Phase) -> bool:
        return ORDER.index(self._phase) >= ORDER.index(phase)

    def read(self) -> PressReading:
        done = self._work_done()
        return PressReading(
            phase=self._phase,
            fraction=self._fraction,
            progress=_percent(done),
            seconds_left=0.0 if self._phase is Phase.IDLE else (1 - done) * self.seconds_per_case,
            seconds_per_case=self.seconds_per_case,
            speed=self._speed,
        )

    def _work_done(self) -> float:
        """The part of the case's time that is over, 0 to 1."""
        if self._phase is Phase.FINISHED:
            return 1.0
        before = sum(SHARE.get(phase, 0.0) for phase in ORDER[: ORDER.index(self._phase)])
        return before + SHARE.get(self._phase, 0.0) * self._fraction


def _percent(done: float) -> int:
    """Whole percent of the printing; 100 only when nothing more is put on the case."""
    if done > PRINTED_AT - 1e-9:
        return 100
    return min(99, int(done / PRINTED_AT * 100 + 1e-9))
