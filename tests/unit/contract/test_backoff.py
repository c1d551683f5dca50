"""Waiting before the next try."""

from contract.backoff import FIRST, LONGEST, Backoff
from kernel.chance import Chance


def test_delays_double_up_to_the_longest() -> None:
    backoff = Backoff(Chance(1), "VM001")
    delays = [backoff.next_delay() for _ in range(8)]
    ceilings = [0.5, 1, 2, 4, 5, 5, 5, 5]
    assert all(ceiling / 2 <= delay <= ceiling for delay, ceiling in zip(delays, ceilings, strict=True))


def test_two_machines_wait_differently() -> None:
    assert Backoff(Chance(1), "VM001").next_delay() != Backoff(Chance(1), "VM002").next_delay()


def test_reset_starts_anew() -> None:
    backoff = Backoff(Chance(1), "VM001")
    assert max(backoff.next_delay() for _ in range(20)) > LONGEST / 2
    backoff.reset()
    assert backoff.next_delay() <= FIRST
