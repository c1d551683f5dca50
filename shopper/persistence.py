"""Calls that outlive a backend that is away or busy."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from contract.errors import Broken, Refused, Unreachable

AnswerT = TypeVar("AnswerT")
PAUSE = 0.5
"""Seconds between two attempts."""


def _ignore(_: Exception) -> None:
    """Nobody needs to know."""


async def persist(call: Callable[[], Awaitable[AnswerT]], on_trouble: Callable[[Exception], None] = _ignore) -> AnswerT:
    """Repeat the call until the server answers it. Raises Refused, unless it only asks for patience (429)."""
    while True:
        try:
            return await call()
        except (Unreachable, Broken) as error:
            on_trouble(error)
            await asyncio.sleep(PAUSE)
        except Refused as refusal:
            if refusal.status != 429:
                raise
            await asyncio.sleep(refusal.retry_after or PAUSE)
