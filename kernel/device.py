"""A device as all simulated ones are: it moves by a table, and some of its states end by themselves as time passes.

How it behaves is a subclass of `Device`; with what times it does so is its set-up, a frozen dataclass, so that a
misspelt name raises; what it must not forget is its memento, a value that its controller commits.
"""

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic

from kernel.table import Event, State, Table

MOMENT = 1e-9
"""Seconds: what is due as soon as that is due now, since sums of floats aren't exact."""


@dataclass(frozen=True, slots=True)
class Memento(Generic[State]):
    """All that a device must know to go on: `fraction` is the part of its state's time that is over, 0 to 1."""

    state: State
    fraction: float = 0.0


@dataclass(frozen=True, slots=True)
class Wait(Generic[Event]):
    """How a state ends by itself: by this event, after so many seconds."""

    seconds: float
    event: Event


class Device(ABC, Generic[State, Event]):
    """One device; `handle` is its one door. Its set-up and its speed may change how long a state still lasts."""

    def __init__(self, table: Table[State, Event], memento: Memento[State]) -> None:
        self._table = table
        self._state = memento.state
        self._fraction = memento.fraction

    @property
    def state(self) -> State:
        return self._state

    @property
    def memento(self) -> Memento[State]:
        """What makes an equal device of another one with the same set-up."""
        return Memento(self._state, self._fraction)

    def can(self, event: Event) -> bool:
        return self._table.can(self._state, event)

    def handle(self, event: Event) -> None:
        """Raises IllegalMove, and changes nothing then."""
        self._state = self._table.after(self._state, event)
        self._fraction = 0.0

    def tick(self, seconds: float) -> None:
        """Let time pass. What one state doesn't need of it goes to the next."""
        while (wait := self._wait()) is not None:
            left = wait.seconds * (1 - self._fraction)
            if seconds < left - MOMENT:
                self._fraction += seconds / wait.seconds
                return
            self.handle(wait.event)
            seconds = max(0.0, seconds - left)

    @property
    def seconds_to_change(self) -> float:
        """Until it moves on by itself; endless while it waits for somebody."""
        wait = self._wait()
        return math.inf if wait is None else wait.seconds * (1 - self._fraction)

    @abstractmethod
    def _wait(self) -> Wait[Event] | None:
        """How the present state ends by itself, None where it waits for somebody."""
