"""The one place where the kiosk's state changes, and where its observers learn of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kiosk_app.controller.state import KioskState
from kiosk_app.machine.screen import FLOW, ScreenEvent

Observer = Callable[[KioskState], None]


class Board:
    """Holds the present state and tells each new one to all observers, in the order in which they came."""

    def __init__(self, state: KioskState) -> None:
        self.state = state
        self._observers: list[Observer] = []

    def observe(self, observer: Observer) -> None:
        """Tell the observer the present state, and every one to come."""
        self._observers.append(observer)
        observer(self.state)

    def update(self, **changes: Any) -> None:
        self.show(replace(self.state, **changes))

    def move(self, event: ScreenEvent, **changes: Any) -> None:
        """Go where the flow table says, with the other changes. Raises IllegalMove."""
        self.update(screen=FLOW.after(self.state.screen, event), **changes)

    def wipe(self, event: ScreenEvent) -> None:
        """Go on with nothing left of the last customer but the queue's numbers."""
        old = self.state
        fresh = KioskState(old.machine_id, old.backend, FLOW.after(old.screen, event))
        self.show(replace(fresh, online=old.online, failure=old.failure, pace=old.pace, queue=old.queue))

    def show(self, state: KioskState) -> None:
        """Another state in the place of the present one."""
        if state != self.state:
            self.state = state
            for observer in self._observers:
                observer(state)
