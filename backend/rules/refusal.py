"""The one exception of the state tables."""

from enum import Enum


class IllegalMove(Exception):
    """A table has no row for this state and event."""

    def __init__(self, state: Enum, event: Enum) -> None:
        super().__init__(f"{event.value} is not possible while {state.value}")
        self.state = state
        self.event = event
