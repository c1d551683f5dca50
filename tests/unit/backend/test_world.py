"""A world is replaced between two calls, never in the midst of one."""

import threading
from contextlib import ExitStack

import pytest

from backend.world.world import StillInUse, World

AT_ONCE, FOR_EVER = 0.0, 600.0


def test_it_is_not_replaced_in_the_midst_of_a_call() -> None:
    world = World()
    with world.inside(), pytest.raises(StillInUse), world.replacing(AT_ONCE):
        pass


def test_after_a_replacement_that_had_to_be_given_up_all_goes_on() -> None:
    world = World()
    with world.inside(), ExitStack() as attempt, pytest.raises(StillInUse):
        attempt.enter_context(world.replacing(AT_ONCE))
    with world.inside(), world.inside():
        pass


def test_the_replacement_waits_for_a_call() -> None:
    world = World()
    world.enter()
    late = threading.Timer(0.05, world.leave)
    late.start()
    with world.replacing(FOR_EVER):
        pass
    late.join()


def test_calls_wait_for_the_replacement() -> None:
    world, begun, seen = World(), threading.Event(), []

    def call() -> None:
        begun.set()
        with world.inside():
            seen.append("call")

    caller = threading.Thread(target=call)
    with world.replacing(FOR_EVER):
        caller.start()
        begun.wait()
        seen.append("replaced")
    caller.join()
    assert seen == ["replaced", "call"]
