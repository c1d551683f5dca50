"""Which of the matching calls are hit: by their number, by seeded chance, in a window."""

from typing import Any

import pytest

from contract.messages.faults import NamedFault, Window
from faults.decide import Tally, is_hit, is_open, is_spent


def fault(**when: Any) -> NamedFault:
    return NamedFault.model_validate({"id": "f", "effect": 503, "when": when})


def hits(one: NamedFault, calls: int, seed: int = 1, machine: str = "VM001") -> list[int]:
    """The numbers of the calls that are hit."""
    found: list[int] = []
    for number in range(1, calls + 1):
        if is_hit(seed, one, machine, number, len(found)):
            found.append(number)
    return found


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({}, [1, 2, 3, 4, 5, 6, 7, 8]),
        ({"times": 2}, [1, 2]),
        ({"after": 3}, [4, 5, 6, 7, 8]),
        ({"after": 3, "times": 2}, [4, 5]),
        ({"every": 3}, [3, 6]),
        ({"after": 1, "every": 3}, [4, 7]),
        ({"every": 2, "times": 2}, [2, 4]),
    ],
)
def test_calls_are_hit_by_their_number(when: dict[str, int], expected: list[int]) -> None:
    assert hits(fault(**when), 8) == expected


def test_probability_hits_about_its_share() -> None:
    assert 250 < len(hits(fault(probability=0.3), 1000)) < 350


def test_probability_with_times_ends_after_them() -> None:
    assert len(hits(fault(probability=0.3, times=2), 1000)) == 2


def test_the_same_day_is_repeated_exactly() -> None:
    one = fault(probability=0.5)
    assert hits(one, 100) == hits(one, 100)


@pytest.mark.parametrize("other", [{"seed": 8}, {"machine": "VM002"}])
def test_chance_goes_by_seed_and_machine(other: dict[str, Any]) -> None:
    one = fault(probability=0.5)
    assert hits(one, 100, **other) != hits(one, 100)


def test_chance_goes_by_the_fault() -> None:
    named = NamedFault.model_validate({"id": "another", "effect": 503, "when": {"probability": 0.5}})
    assert hits(named, 100) != hits(fault(probability=0.5), 100)


@pytest.mark.parametrize(("seconds", "expected"), [(9.9, False), (10, True), (19.9, True), (20, False)])
def test_window_begins_and_ends(seconds: float, expected: bool) -> None:
    assert is_open(Window(start=10, end=20), seconds) is expected


def test_without_a_window_or_its_end_a_fault_stays() -> None:
    assert is_open(None, 1e9)
    assert is_open(Window(start=5), 1e9)


@pytest.mark.parametrize(
    ("when", "seconds", "matched", "fewest_chosen", "expected"),
    [
        ({"times": 2}, 0, 0, None, False),
        ({"times": 2}, 0, 1, 1, False),
        ({"times": 2}, 0, 9, 2, True),
        ({"until_status": True}, 0, 3, None, True),
        ({"until_status": True}, 0, 3, 1, False),
        ({}, 0, 99, 99, False),
        ({"window": {"start": 5, "end": 10}}, 0, 0, None, False),
        ({"window": {"start": 5, "end": 10}}, 9.9, 3, 3, False),
        ({"window": {"start": 5, "end": 10}}, 10, 0, None, True),
        ({"window": {"start": 5}}, 99, 3, 3, False),
    ],
)
def test_a_fault_is_spent(
    when: dict[str, Any], seconds: float, matched: int, fewest_chosen: int | None, expected: bool
) -> None:
    assert is_spent(fault(**when).when, seconds, Tally(matched, 0, fewest_chosen)) is expected
