"""The windows of the rate limit: sliding, exact, and no larger than they have to be."""

import threading
from collections.abc import Callable

import pytest

from backend.http.windows import MOST_WINDOWS, QueuedWindows

LIMIT, MINUTE = 3, 60


class Time:
    """Unix seconds, moved by the test."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def windows(time: Time) -> QueuedWindows:
    return QueuedWindows(now=time)


@pytest.fixture
def call(time: Time, windows: QueuedWindows) -> Callable[..., bool]:
    """One call so many seconds after the last; whether there was room for it."""

    def call_after(seconds: float = 0, key: str = "address 10.0.0.1") -> bool:
        time.seconds += seconds
        return windows.acquire_entry(key, LIMIT, MINUTE)

    return call_after


Call = Callable[..., bool]


def test_full_after_the_limit(call: Call) -> None:
    assert [call() for _ in range(4)] == [True, True, True, False]


def test_each_key_has_a_window(call: Call) -> None:
    assert [call(key=f"address 10.0.0.{number}") for number in range(10)] == [True] * 10


def test_slides_by_one_call(call: Call) -> None:
    assert [call(0), call(30), call(20), call(9.9)] == [True, True, True, False]
    assert [call(0.1), call(0), call(30)] == [True, False, True]


def test_a_refused_call_is_not_counted(call: Call, time: Time, windows: QueuedWindows) -> None:
    assert [call() for _ in range(5)][-1] is False
    assert windows.get_moving_window("address 10.0.0.1", LIMIT, MINUTE) == (time.seconds, 3)


def test_tells_the_oldest_call(call: Call, time: Time, windows: QueuedWindows) -> None:
    began = time.seconds
    call()
    call(10)
    assert windows.get_moving_window("address 10.0.0.1", LIMIT, MINUTE) == (began, 2)


def test_an_unknown_caller_has_an_empty_window(time: Time, windows: QueuedWindows) -> None:
    assert windows.get_moving_window("nobody", LIMIT, MINUTE) == (time.seconds, 0)


def test_what_counts_for_more_takes_more_room(windows: QueuedWindows) -> None:
    assert [windows.acquire_entry("key", LIMIT, MINUTE, amount=2) for _ in range(2)] == [True, False]


def test_a_clock_that_is_set_back_shuts_nobody_out(call: Call) -> None:
    assert [call() for _ in range(4)][-1] is False
    assert call(-3600)


def test_callers_that_left_take_no_memory(call: Call, windows: QueuedWindows) -> None:
    for number in range(100):
        call(key=f"address 10.0.0.{number}")
    call(MINUTE, key="address 10.0.1.1")
    assert windows.reset() == 1


def test_made_up_callers_take_no_memory(call: Call, windows: QueuedWindows) -> None:
    for number in range(MOST_WINDOWS + 100):
        call(key=f"machine VM{number}")
    assert windows.reset() == MOST_WINDOWS


def test_made_up_callers_take_no_window_from_one_who_calls(call: Call) -> None:
    assert [call() for _ in range(4)][-1] is False
    for flood in range(10):
        for number in range(MOST_WINDOWS - 1):
            call(key=f"machine VM{flood}_{number}")
        assert not call(1), "it was let in before its minute was over"


def test_callers_that_stay_are_swept_around(call: Call, windows: QueuedWindows) -> None:
    call(59)
    call(1, key="another")
    assert windows.get_moving_window("address 10.0.0.1", LIMIT, MINUTE)[1] == 1


def test_clear_forgets_one_caller(call: Call, windows: QueuedWindows) -> None:
    assert [call() for _ in range(4)][-1] is False
    windows.clear("address 10.0.0.1")
    assert call()


def test_threads_share_the_room(windows: QueuedWindows) -> None:
    granted: list[bool] = []
    threads = [
        threading.Thread(target=lambda: granted.extend(windows.acquire_entry("key", 100, MINUTE) for _ in range(50)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(granted), len(granted)) == (100, 400)
