"""Calls that are repeated until they are answered."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import pytest

from contract.backoff import Backoff
from contract.errors import Broken, Refused, ServiceError, Unreachable
from contract.persistence import persist
from kernel.chance import Chance


class Server:
    """Fails in this way, call after call, and then answers how often it was called."""

    def __init__(self, failures: Sequence[ServiceError]) -> None:
        self._failures = list(failures)
        self._calls = 0

    async def answer(self) -> int:
        self._calls += 1
        if self._failures:
            raise self._failures.pop(0)
        return self._calls


def repeated(server: Server, on_trouble: Callable[[Exception], None] = lambda _: None) -> Coroutine[Any, Any, int]:
    return persist(server.answer, Backoff(Chance(1), "VM001"), on_trouble)


def busy(retry_after: float) -> Refused:
    return Refused(429, "slow down", [], retry_after)


@pytest.mark.parametrize("failure", [Unreachable("no answer"), Broken("500"), busy(0.01)])
def test_what_passes_is_waited_out(failure: ServiceError) -> None:
    assert asyncio.run(repeated(Server([failure]))) == 2


def test_a_refusal_is_an_answer() -> None:
    with pytest.raises(Refused, match="404"):
        asyncio.run(repeated(Server([Refused(404, "not found", [], None)])))


def test_trouble_is_told_each_time_but_patience_is_not() -> None:
    told: list[Exception] = []
    asyncio.run(repeated(Server([Unreachable("away"), busy(0.01)]), told.append))
    assert [str(error) for error in told] == ["away"]


def test_a_server_that_fails_may_name_its_time() -> None:
    assert asyncio.run(repeated(Server([Broken("503", retry_after=0.001)]))) == 2
