"""Moments survive as whole numbers."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as some

from kernel.moment import microseconds, moment


@given(some.datetimes(timezones=some.just(UTC)))
def test_a_moment_survives(at: datetime) -> None:
    assert moment(microseconds(at)) == at


def test_a_microsecond_is_one() -> None:
    assert microseconds(datetime(1970, 1, 1, 0, 0, 1, 1, tzinfo=UTC)) == 1_000_001


def test_any_zone_will_do() -> None:
    china = timezone(timedelta(hours=8))
    assert microseconds(datetime(1970, 1, 1, 8, tzinfo=china)) == 0
