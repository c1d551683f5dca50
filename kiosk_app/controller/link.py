"""The line to the backend: it notices when calls go unanswered, and repeats those that may be repeated."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from contract.errors import Broken, Refused, ServiceError, Unreachable
from kiosk_app.controller.state import Failure, Trouble

T = TypeVar("T")
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 5.0
TOO_MANY_REQUESTS = 429


class Link:
    """Makes calls and tells `on_change` what came of each: None, or why it failed."""

    def __init__(self, on_change: Callable[[Failure | None], None]) -> None:
        self._on_change = on_change
        self._pauses = random.Random()

    async def once(self, call: Callable[[], Awaitable[T]]) -> T:
        """The answer to one call. Raises what the call raises."""
        try:
            answer = await call()
        except ServiceError as error:
            self._on_change(_failure(error))
            raise
        self._on_change(None)
        return answer

    async def repeat(self, call: Callable[[], Awaitable[T]]) -> T:
        """The answer, however long the line is down: only for calls whose repetition is harmless. Raises Refused."""
        attempt = 0
        while True:
            try:
                return await self.once(call)
            except (Unreachable, Broken):
                await asyncio.sleep(self.pause(attempt))
            except Refused as refusal:
                if refusal.status != TOO_MANY_REQUESTS:
                    raise
                await asyncio.sleep(refusal.retry_after or self.pause(attempt))
            attempt += 1

    def pause(self, attempt: int) -> float:
        """Seconds after the n-th failure: doubled each time, with jitter so that machines don't march in step."""
        longest: float = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(attempt, 8))
        return longest * self._pauses.uniform(0.5, 1.0)


def _failure(error: ServiceError) -> Failure:
    troubles = {Unreachable: Trouble.NO_ANSWER, Refused: Trouble.REFUSED}
    return Failure(troubles.get(type(error), Trouble.BROKEN), str(error))
