"""The machine's own time beside the lab's clock."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from contract.lab_time import ClockMode
from contract.messages.clock import ClockState
from kiosk_app.controller.machine_time import MachineTime

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = 24 * 3600.0


class Ticks:
    """What a computer counts, set by hand."""

    def __init__(self) -> None:
        self.value = 100.0

    def __call__(self) -> float:
        return self.value


def clock(seconds: float, mode: ClockMode = ClockMode.REAL, rate: float = 1.0) -> ClockState:
    """The lab's clock so many seconds after noon."""
    now = NOON + timedelta(seconds=seconds)
    return ClockState(mode=mode, rate=rate, now=now, real_time=NOON)


def frozen(seconds: float) -> ClockState:
    return clock(seconds, ClockMode.FROZEN)


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def time(ticks: Ticks) -> MachineTime:
    return MachineTime(ticks=ticks)


def test_without_a_lab_it_is_real_time(time: MachineTime, ticks: Ticks) -> None:
    ticks.value += 7
    assert time.now() == 7


def test_the_date_of_a_new_lab_is_no_time_that_has_passed(time: MachineTime, ticks: Ticks) -> None:
    ticks.value += 7
    time.enter_world(clock(DAY))
    assert time.now() == 7


def test_it_goes_as_fast_as_the_lab(time: MachineTime, ticks: Ticks) -> None:
    time.enter_world(clock(0, ClockMode.SCALED, 60))
    ticks.value += 2
    assert (time.now(), time.pace) == (120, 60)


def test_it_stands_still_with_the_lab(time: MachineTime, ticks: Ticks) -> None:
    time.enter_world(frozen(0))
    ticks.value += 2
    assert (time.now(), time.pace) == (0, 0)


def test_an_advance_is_time_that_has_passed(time: MachineTime) -> None:
    time.enter_world(frozen(0))
    time.follow(frozen(DAY))
    assert time.now() == DAY


def test_it_never_goes_backwards_and_waits_until_the_lab_has_caught_up(time: MachineTime, ticks: Ticks) -> None:
    time.enter_world(clock(0, ClockMode.SCALED, 1000))
    ticks.value += 1
    time.follow(clock(900))  # frozen and real again meanwhile, and the answer took its time
    assert time.now() == 1000
    ticks.value += 150
    assert time.now() == 1050


def test_a_restored_world_begins_where_the_machine_is(time: MachineTime, ticks: Ticks) -> None:
    time.enter_world(clock(0))
    ticks.value += 30
    time.enter_world(clock(-DAY))
    ticks.value += 1
    assert time.now() == 31


async def ends_at_once(sleeping: "asyncio.Task[None]") -> bool:
    async with asyncio.timeout(5):
        await sleeping
    return True


def test_a_sleep_ends_at_once_when_time_jumps_beyond_it() -> None:
    async def scene() -> bool:
        own = MachineTime()
        own.enter_world(clock(0))
        sleeping = asyncio.create_task(own.sleep(DAY))
        await asyncio.sleep(0)
        own.follow(clock(DAY + 1))
        return await ends_at_once(sleeping)

    assert asyncio.run(scene())


def test_a_sleep_does_not_end_while_time_stands_still() -> None:
    async def scene() -> bool:
        own = MachineTime()
        own.enter_world(frozen(0))
        sleeping = asyncio.create_task(own.sleep(0.001))
        await asyncio.wait({sleeping}, timeout=0.05)
        slept = sleeping.done()
        own.follow(clock(0))
        return await ends_at_once(sleeping) and not slept

    assert asyncio.run(scene())


def test_a_sleep_goes_on_at_a_new_pace() -> None:
    async def scene() -> bool:
        own = MachineTime()
        own.enter_world(clock(0))
        sleeping = asyncio.create_task(own.sleep(100))
        await asyncio.sleep(0)
        own.follow(clock(0, ClockMode.SCALED, 1000))
        return await ends_at_once(sleeping)

    assert asyncio.run(scene())
