"""Calls that outlive a server that is away or busy."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from contract.backoff import Backoff
from contract.errors import Broken, Refused, Unreachable

AnswerT = TypeVar("AnswerT")
ASKS_FOR_PATIENCE = {408, 425, 429}
"""Request Timeout, Too Early, Too Many Requests: the call may be repeated, and nothing was decided."""


def _ignore(_: Exception) -> None:
    """Nobody needs to know."""


async def persist(
    call: Callable[[], Awaitable[AnswerT]], backoff: Backoff, on_trouble: Callable[[Exception], None] = _ignore
) -> AnswerT:
    """Repeat the call until the server answers it. Raises Refused at once when the server decided."""
    while True:
        try:
            return await call()
        except (Unreachable, Broken) as error:
            on_trouble(error)
            wait = error.retry_after
        except Refused as refusal:
            if refusal.status not in ASKS_FOR_PATIENCE:
                raise
            wait = refusal.retry_after
        await asyncio.sleep(wait or backoff.next_delay())
