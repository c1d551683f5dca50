"""Calls that are repeated until they are answered."""

import asyncio
from collections.abc import Sequence

import pytest

from contract.errors import Broken, Refused, ServiceError, Unreachable
from contract.persistence import persist


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


def busy(retry_after: float) -> Refused:
    return Refused(429, "slow down", [], retry_after)


@pytest.mark.parametrize("failure", [Unreachable("no answer"), Broken("500"), busy(0.01)])
def test_what_passes_is_waited_out(failure: ServiceError) -> None:
    assert asyncio.run(persist(Server([failure]).answer)) == 2


def test_a_refusal_is_an_answer() -> None:
    with pytest.raises(Refused, match="404"):
        asyncio.run(persist(Server([Refused(404, "not found", [], None)]).answer))


def test_trouble_is_told_each_time_but_patience_is_not() -> None:
    told: list[Exception] = []
    asyncio.run(persist(Server([Unreachable("away"), busy(0.01)]).answer, told.append))
    assert [str(error) for error in told] == ["away"]


def test_attempts_are_counted() -> None:
    with pytest.raises(Unreachable, match="second"):
        asyncio.run(persist(Server([Unreachable("first"), Unreachable("second")]).answer, attempts=2))


def test_what_must_not_be_repeated_is_not() -> None:
    with pytest.raises(Unreachable):
        asyncio.run(persist(Server([Unreachable("lost")]).answer, attempts=5, repeatable=False))


def test_a_refused_call_did_nothing_and_may_be_repeated() -> None:
    assert asyncio.run(persist(Server([busy(0.01)]).answer, attempts=2, repeatable=False)) == 2


def test_a_server_that_fails_may_name_its_time() -> None:
    assert asyncio.run(persist(Server([Broken("503", retry_after=0.001)]).answer, attempts=2)) == 2
