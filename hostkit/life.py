"""The inside of a program, which ends and begins anew while everything around it goes on."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any


class Life:
    """Runs one inside at a time."""

    def __init__(self, live: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """`live` begins the work of the inside that there is then."""
        self._live = live
        self._lives: asyncio.TaskGroup | None = None
        self._present: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Live until cancelled. Raises what an inside raises by itself."""
        async with asyncio.TaskGroup() as self._lives:
            self._begin()
            await asyncio.Event().wait()

    async def renew(self, change: Callable[[], Awaitable[None]]) -> None:
        """End the present inside, make the change, and begin what is there then, also after a change that fails."""
        if self._present is not None:
            self._present.cancel()
            await asyncio.wait({self._present})
        try:
            await change()
        finally:
            self._begin()

    def _begin(self) -> None:
        if self._lives is not None:
            self._present = self._lives.create_task(self._live())
