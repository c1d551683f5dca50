"""GET and PUT /lab/clock."""

from backend.world.environment import Environment
from backend.world.lab_clock import LabClock
from contract.messages.clock import ClockState, SetClock


def clock_state(clock: LabClock) -> ClockState:
    real = clock.real_time.now()
    time = clock.time
    return ClockState(mode=time.mode, rate=time.rate, now=time.at(real), real_time=real)


def set_clock(environment: Environment, request: SetClock) -> ClockState:
    environment.clock.go(request.mode, request.rate or 1.0)
    return clock_state(environment.clock)
