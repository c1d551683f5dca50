"""Calls that outlive a server that is away or busy."""

import asyncio
import math
import random
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
    call: Callable[[], Awaitable[AnswerT]],
    on_trouble: Callable[[Exception], None] = _ignore,
    attempts: float = math.inf,
    repeatable: bool = True,
) -> AnswerT:
    """Repeat the call until the server answers it, or `attempts` times in all; then the last error is raised.

    Unless it is `repeatable` without harm, only a server that asks for patience is asked again: it has done nothing.
    Raises Refused at once when the server decided.
    """
    backoff = Backoff(random.Random())
    attempt = 0
    while True:
        attempt += 1
        try:
            return await call()
        except (Unreachable, Broken) as error:
            if attempt >= attempts or not repeatable:
                raise
            on_trouble(error)
            wait = error.retry_after
        except Refused as refusal:
            if attempt >= attempts or refusal.status not in ASKS_FOR_PATIENCE:
                raise
            wait = refusal.retry_after
        await asyncio.sleep(wait or backoff.next_delay())
