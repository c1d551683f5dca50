"""Which session id a client meant that wrote it wrongly, where that can be told."""

import re

from contract.session_id import LONGEST, parse

_FIRST_YEAR, _LAST_YEAR = 2020, 2099
"""Of dates that are guessed from fewer than 8 digits; the guides are of 2025."""
_LENIENT = re.compile(
    r"(?P<machine>[A-Za-z0-9_-]+)[_-](?P<date>[0-9]{5,8})[_-](?P<time>[0-9]{4,6})[_-](?P<random>[A-Za-z0-9]{6,8})"
)


def repaired(text: str) -> str | None:
    """The one id that the text, or an URL around it, can stand for; None when there is none, or more than one."""
    pieces = re.split(r"[?&=#/\s]+", text[: 5 * LONGEST])
    meant = {one for piece in pieces for one in _readings(piece)}
    return meant.pop() if len(meant) == 1 else None


def _readings(text: str) -> set[str]:
    found = _LENIENT.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        return set()
    made = {
        f"{found['machine']}_{date}_{time}_{found['random']}"
        for date in possible_dates(found["date"])
        for time in possible_times(found["time"])
    }
    return {one for one in made if parse(one) is not None}


def possible_dates(digits: str) -> list[str]:
    """Readings of a date as YYYYMMDD: zeros left out, or the century. Not all of them need be real dates.

    >>> possible_dates("2025729")
    ['20250729', '20257209']
    """
    if len(digits) == 8:
        return [digits]
    year, rest = digits[:4], digits[4:]
    readings = [year + rest[:cut].zfill(2) + rest[cut:].zfill(2) for cut in (1, 2) if 0 < len(rest) - cut <= 2]
    if len(digits) == 6:
        readings.append(f"20{digits}")
    return [one for one in readings if _FIRST_YEAR <= int(one[:4]) <= _LAST_YEAR]


def possible_times(digits: str) -> list[str]:
    """Readings of a time as HHMMSS: the seconds left out, or a leading zero."""
    if len(digits) == 4:
        return [f"{digits}00"]
    return [digits.zfill(6)]
