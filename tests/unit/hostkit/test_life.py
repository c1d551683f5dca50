"""An inside that ends and begins anew."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from hostkit.life import Life


class Program:
    """Notes what happens to its insides, which are numbered."""

    def __init__(self) -> None:
        self.number = 1
        self.noted: list[str] = []
        self.life = Life(self._live)

    async def _live(self) -> None:
        number = self.number
        self.noted.append(f"{number} begins")
        try:
            await asyncio.Event().wait()
        finally:
            self.noted.append(f"{number} ends")

    async def change(self) -> None:
        self.number += 1
        self.noted.append("change")

    async def fail(self) -> None:
        raise ConnectionError

    async def begun(self) -> None:
        while not self.noted:
            await asyncio.sleep(0)


def play(scene: Callable[[Program], Coroutine[Any, Any, None]]) -> list[str]:
    program = Program()

    async def played() -> None:
        running = asyncio.create_task(program.life.run())
        await program.begun()
        await scene(program)
        await asyncio.sleep(0)
        running.cancel()
        await asyncio.wait({running})

    asyncio.run(played())
    return program.noted


def test_the_next_inside_begins_when_the_last_has_ended_and_the_change_is_made() -> None:
    noted = play(lambda program: program.life.renew(program.change))
    assert noted == ["1 begins", "1 ends", "change", "2 begins", "2 ends"]


def test_it_goes_on_after_a_change_that_failed() -> None:
    async def scene(program: Program) -> None:
        with pytest.raises(ConnectionError):
            await program.life.renew(program.fail)

    assert play(scene) == ["1 begins", "1 ends", "1 begins", "1 ends"]


def test_before_it_runs_there_is_only_the_change() -> None:
    program = Program()
    asyncio.run(program.life.renew(program.change))
    assert program.noted == ["change"]


def test_what_an_inside_raises_is_raised() -> None:
    async def broken() -> None:
        raise ConnectionError

    with pytest.RaisesGroup(ConnectionError):
        asyncio.run(Life(broken).run())
