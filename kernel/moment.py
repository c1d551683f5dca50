"""A moment as a whole number: microseconds since 1970, exact, and sorted as the moments are."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(moment: datetime) -> int:
    """Since 1970; the moment is aware, in any zone."""
    return (moment - _EPOCH) // _MICROSECOND


def moment(microseconds: int) -> datetime:
    """In UTC, so many microseconds after 1970 began."""
    return _EPOCH + microseconds * _MICROSECOND
