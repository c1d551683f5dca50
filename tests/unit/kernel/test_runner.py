"""The runner with a clock that is set by hand: it waits for the next change, and never in between."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from kernel.device import Memento
from kernel.runner import RealCourse, Runner, ring_within
from tests.unit.kernel.lamp import HandClock, Lamp, Light, Press


class Staircase:
    """A lamp that is run by a clock of ours; `seen` has the states that were told."""

    def __init__(self, light: Light = Light.OFF) -> None:
        self.clock = HandClock()
        self.lamp = Lamp(memento=Memento(light))
        self.seen: list[Light] = []
        self.between = 0
        self.runner = Runner(self.clock, self.lamp, lambda: self.seen.append(self.lamp.state), self._pause)

    async def _pause(self) -> None:
        self.between += 1

    def press(self) -> None:
        with self.runner.at_this_moment():
            self.lamp.handle(Press.BUTTON)

    def play(self, scene: Callable[[], Awaitable[None]]) -> None:
        asyncio.run(self._play(scene))

    async def _play(self, scene: Callable[[], Awaitable[None]]) -> None:
        running = asyncio.create_task(self.runner.run())
        await asyncio.sleep(0)
        try:
            async with asyncio.timeout(5):
                await scene()
        finally:
            running.cancel()


def test_it_waits_for_the_next_change_and_not_in_between() -> None:
    stairs = Staircase(Light.ON)

    async def scene() -> None:
        await stairs.clock.advance(60.0)
        await stairs.clock.advance(5.0)

    stairs.play(scene)
    assert stairs.seen == [Light.DIMMED, Light.OFF]
    assert stairs.clock.waited_for == [60.0, 5.0, float("inf")]


def test_a_jump_brings_one_thing_after_the_other() -> None:
    stairs = Staircase(Light.ON)
    stairs.play(lambda: stairs.clock.advance(24 * 3600.0))
    assert (stairs.seen, stairs.between) == ([Light.DIMMED, Light.OFF], 2)


def test_while_time_stands_still_nothing_passes() -> None:
    stairs = Staircase(Light.ON)
    stairs.play(lambda: stairs.clock.advance(0.0))
    assert (stairs.seen, stairs.clock.waits_for) == ([], 60.0)


def test_a_clock_that_rings_too_early_is_waited_for_again() -> None:
    stairs = Staircase(Light.ON)
    stairs.play(lambda: stairs.clock.advance(59.9))
    assert stairs.seen == []
    assert stairs.clock.waits_for == pytest.approx(0.1)


def test_an_event_comes_at_its_own_time_and_changes_what_is_waited_for() -> None:
    stairs = Staircase(Light.ON)

    async def scene() -> None:
        await stairs.clock.advance(59.0)
        stairs.press()
        await stairs.clock.advance(59.0)

    stairs.play(scene)
    assert stairs.seen == []
    assert stairs.clock.waits_for == pytest.approx(1.0)


def test_an_event_behind_a_jump_comes_after_the_first_thing_only() -> None:
    stairs = Staircase(Light.ON)
    stairs.clock.seconds = 24 * 3600.0
    stairs.press()
    assert (stairs.seen, stairs.lamp.state) == ([Light.DIMMED], Light.ON)


def test_what_is_done_in_the_midst_of_a_tick_lets_no_time_pass() -> None:
    class Jumpy(Lamp):
        """Presses its own button while time passes for it."""

        def tick(self, seconds: float) -> None:
            super().tick(seconds)
            stairs.press()

    stairs = Staircase()
    lamp = stairs.lamp = Jumpy(memento=Memento(Light.ON))
    stairs.runner = Runner(stairs.clock, lamp)
    stairs.clock.seconds = 70.0
    assert stairs.runner.step()
    assert lamp.memento == Memento(Light.ON)


def test_real_time_ends_a_wait_as_the_bell_does() -> None:
    async def scene() -> None:
        course, bell = RealCourse(), asyncio.Event()
        began = course.now()
        await course.wait(bell, 0.001)
        assert course.now() > began
        bell.set()
        async with asyncio.timeout(5):
            await ring_within(bell, float("inf"))

    asyncio.run(scene())
