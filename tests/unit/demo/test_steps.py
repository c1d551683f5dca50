"""Steps: named, timed, limited."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from contract.errors import Unreachable
from demo.program import DrivingError
from demo.steps import StepFailed, Steps, together


async def forever() -> None:
    await asyncio.Event().wait()


async def fail() -> None:
    raise DrivingError("the kiosk refused")


def make_steps(told: list[str]) -> Steps:
    return Steps(told.append, lambda: "the kiosk last reported code")


async def take_step(steps: Steps, work: Callable[[], Awaitable[None]], limit: float = 5) -> None:
    async with steps.step("Code shown", limit):
        await work()


def test_done_step_is_told_with_its_time() -> None:
    told: list[str] = []
    asyncio.run(take_step(make_steps(told), lambda: asyncio.sleep(0)))
    assert told == ["[  0.0 s] Code shown"]


def test_step_can_tell_more_than_its_name() -> None:
    told: list[str] = []

    async def pay(steps: Steps) -> None:
        async with steps.step("Paid", limit=5) as step:
            step.told = "Paid: Q001"

    steps = make_steps(told)
    asyncio.run(pay(steps))
    assert told == ["[  0.0 s] Paid: Q001"]
    assert steps.done[0].name == "Paid"


def test_late_step_fails_by_name_and_says_what_came_last() -> None:
    with pytest.raises(StepFailed, match=r"Code shown: it did not happen within 0\.01 s") as failed:
        asyncio.run(take_step(make_steps([]), forever, limit=0.01))
    assert "the kiosk last reported code" in str(failed.value)


@pytest.mark.parametrize("error", [DrivingError("why"), Unreachable("why"), PermissionError("why")])
def test_failure_becomes_the_steps(error: Exception) -> None:
    async def work() -> None:
        raise error

    with pytest.raises(StepFailed, match="Code shown: why") as failed:
        asyncio.run(take_step(make_steps([]), work))
    assert failed.value.__cause__ is error


def test_failed_step_is_not_done() -> None:
    told: list[str] = []
    steps = make_steps(told)
    with pytest.raises(StepFailed):
        asyncio.run(take_step(steps, fail))
    assert (steps.done, told) == ([], [])


def test_own_mistake_is_not_taken_for_a_failed_step() -> None:
    async def work() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asyncio.run(take_step(make_steps([]), work))


def test_together_ends_the_others_at_the_first_failure() -> None:
    with pytest.raises(DrivingError, match="the kiosk refused"):
        asyncio.run(together(forever(), fail()))


def test_together_keeps_what_the_failure_came_from() -> None:
    async def close() -> None:
        raise StepFailed("Thanked", "the kiosk ended") from KeyError("the window was closed")

    with pytest.raises(StepFailed) as failure:
        asyncio.run(together(close()))
    assert isinstance(failure.value.__cause__, KeyError)
