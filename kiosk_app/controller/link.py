"""The line to the backend: it notices what comes of each call, and repeats those that may be repeated."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from contract.backoff import Backoff
from contract.errors import Refused, ServiceError, Unreachable
from contract.persistence import persist
from kernel.chance import Chance
from kiosk_app.controller.state import Failure, Trouble

T = TypeVar("T")


class Link:
    """Makes calls and tells `on_change` what came of each: None, or why it failed."""

    def __init__(self, on_change: Callable[[Failure | None], None], chance: Chance, machine_id: str) -> None:
        self._on_change = on_change
        self._chance = chance
        self._machine_id = machine_id

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
        return await persist(lambda: self.once(call), self.backoff())

    def backoff(self) -> Backoff:
        """How long to wait between two tries of one call."""
        return Backoff(self._chance, self._machine_id)


def _failure(error: ServiceError) -> Failure:
    troubles = {Unreachable: Trouble.NO_ANSWER, Refused: Trouble.REFUSED}
    return Failure(troubles.get(type(error), Trouble.BROKEN), str(error))
