"""The lab's time as arithmetic: real, scaled, frozen, and never backwards."""

from datetime import UTC, datetime, timedelta

import pytest

from contract.lab_time import ClockMode, LabTime

BEGAN = datetime(2025, 8, 4, 14, 30, 22, tzinfo=UTC)
NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
LAPSE = timedelta(seconds=8)


def lab_time(mode: ClockMode, rate: float = 1.0) -> LabTime:
    """In the lab it is 2025 when it really is noon in 2030."""
    return LabTime(mode, rate, lab=BEGAN, real=NOON)


@pytest.mark.parametrize(
    ("mode", "rate", "seconds"),
    [(ClockMode.REAL, 1, 8), (ClockMode.SCALED, 60, 480), (ClockMode.SCALED, 0.25, 2), (ClockMode.FROZEN, 1, 0)],
)
def test_how_it_goes(mode: ClockMode, rate: float, seconds: float) -> None:
    assert lab_time(mode, rate).at(NOON + LAPSE) == BEGAN + timedelta(seconds=seconds)


def test_another_way_of_going_is_no_jump() -> None:
    scaled = lab_time(ClockMode.FROZEN).going(ClockMode.SCALED, 10, NOON + LAPSE)
    assert (scaled.at(NOON + LAPSE), scaled.at(NOON + 2 * LAPSE)) == (BEGAN, BEGAN + 10 * LAPSE)


@pytest.mark.parametrize("mode", ClockMode)
def test_reaching_a_moment_it_goes_on_as_before(mode: ClockMode) -> None:
    later = BEGAN + timedelta(days=1)
    there = lab_time(mode).reaching(later, NOON)
    assert (there.at(NOON), there.mode) == (later, mode)


def test_a_moment_that_is_past_is_not_reached_again() -> None:
    assert lab_time(ClockMode.REAL).reaching(BEGAN, NOON + LAPSE).at(NOON + LAPSE) == BEGAN + LAPSE
