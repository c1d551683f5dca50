"""Five live sessions a machine, in the live dialect."""

from collections.abc import Callable

import pytest

from backend.base.refusals import TooMany
from backend.steps.live_sessions import check_live_sessions
from backend.world.environment import Environment
from contract.hints import Code
from tests.api.api_driver import Api, ManualClock


@pytest.fixture
def check(environment: Environment) -> Callable[[], None]:
    def check_now() -> None:
        with environment.store.reading():
            check_live_sessions("VM001", environment.now)

    return check_now


Check = Callable[[], None]


def _sessions(api: Api, count: int, machine_id: str = "VM001") -> list[str]:
    return [api.session(machine_id=machine_id, session_timeout_minutes=10) for _ in range(count)]


def test_the_fifth_may_be_made(api: Api, check: Check) -> None:
    _sessions(api, 4)
    check()


def test_the_sixth_may_not(api: Api, check: Check) -> None:
    _sessions(api, 5)
    with pytest.raises(TooMany) as refused:
        check()
    assert refused.value.finding.code is Code.MACHINE_TOO_MANY_SESSIONS
    assert refused.value.retry_after == 600


def test_the_wait_lasts_until_enough_have_expired(api: Api, check: Check, clock: ManualClock) -> None:
    for _ in range(6):
        _sessions(api, 1)
        clock.advance(minutes=1)
    with pytest.raises(TooMany) as refused:
        check()
    assert refused.value.retry_after == 300
    clock.advance(seconds=299)
    with pytest.raises(TooMany):
        check()
    clock.advance(seconds=1)
    check()


def test_of_five_the_first_to_expire_makes_room(api: Api, check: Check, clock: ManualClock) -> None:
    _sessions(api, 1)
    clock.advance(minutes=4)
    _sessions(api, 4)
    with pytest.raises(TooMany) as refused:
        check()
    assert refused.value.retry_after == 360
    clock.advance(seconds=360)
    check()


def test_other_machines_count_apart(api: Api, check: Check) -> None:
    _sessions(api, 5, "VM002")
    check()


def test_a_cancelled_session_makes_room(api: Api, check: Check) -> None:
    first, *_ = _sessions(api, 5)
    api.delete(first)
    check()


def test_a_paid_session_makes_room(api: Api, check: Check) -> None:
    _sessions(api, 4)
    api.confirm(api.pending())
    check()
