"""Session ids: `{machine}_{UTC YYYYMMDD}_{HHMMSS}_{random}`, parsed from the right.

From the right, because a machine id may itself hold `_` and `-` (CN_DEBUG_01). Decisions on "Session id".
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache

FORM = "{machine}_{YYYYMMDD}_{HHMMSS}_{6 to 8 letters or digits}"
MACHINE_ID = re.compile(r"[A-Za-z0-9_-]{1,50}")
LONGEST = 200
_SESSION_ID = re.compile(
    r"(?P<machine>[A-Za-z0-9_-]+)_(?P<date>[0-9]{8})_(?P<time>[0-9]{6})_(?P<random>[A-Za-z0-9]{6,8})"
)


class Mistake(StrEnum):
    """What clients get wrong in session ids. The values are the codes of their explanations."""

    PARAMETERS = "SESSION_ID_PARAMETERS"
    HYPHENS = "SESSION_ID_HYPHENS"
    SHORT_DATE = "SESSION_ID_SHORT_DATE"
    SHORT_TIME = "SESSION_ID_SHORT_TIME"
    IMPOSSIBLE_DATE = "SESSION_ID_IMPOSSIBLE_DATE"
    NO_MACHINE = "SESSION_ID_NO_MACHINE"
    NO_RANDOM = "SESSION_ID_NO_RANDOM"
    MALFORMED = "SESSION_ID_MALFORMED"


_SIGNS = (
    (Mistake.HYPHENS, re.compile(r".*-[0-9]{6,8}-[0-9]{4,6}-[A-Za-z0-9]+")),
    (Mistake.SHORT_DATE, re.compile(r"(.*_)?[0-9]{5,7}_[0-9]{4,6}(_[A-Za-z0-9]*)?")),
    (Mistake.SHORT_TIME, re.compile(r"(.*_)?[0-9]{5,8}_[0-9]{1,5}(_[A-Za-z0-9]*)?")),
    (Mistake.IMPOSSIBLE_DATE, _SESSION_ID),
    (Mistake.NO_MACHINE, re.compile(r"_?[0-9]{5,8}_[0-9]{4,6}(_[A-Za-z0-9]*)?")),
    (Mistake.NO_RANDOM, re.compile(r"(.*_)?[0-9]{5,8}_[0-9]{4,6}_?")),
)


@dataclass(frozen=True, slots=True)
class SessionIdParts:
    machine_id: str
    date_part: str
    time_part: str
    random_part: str


def make(machine_id: str, moment: datetime, random_bytes: bytes) -> str:
    """The id of a session that begins at `moment` (aware); `random_bytes` are 4."""
    return f"{machine_id}_{moment.astimezone(UTC):%Y%m%d_%H%M%S}_{random_bytes.hex().upper()}"


def parse(text: str) -> SessionIdParts | None:
    """The parts of a session id, or None when it isn't one."""
    return _parsed(text) if len(text) <= LONGEST else None


@lru_cache(maxsize=1024)
def _parsed(text: str) -> SessionIdParts | None:
    """Remembered, since each call asks several times, and machines poll the same session."""
    found = _SESSION_ID.fullmatch(text)
    if found is None or not _is_real(found["date"], found["time"]):
        return None
    return SessionIdParts(*found.groups())


def mistakes(text: str) -> list[Mistake]:
    """What is wrong with a text that `parse` doesn't take, the likeliest first; never empty."""
    base, *parameters = re.split(r"[?&=]", text, maxsplit=1)
    found = [Mistake.PARAMETERS] if parameters else []
    if parse(base) is None:
        signs = _SIGNS if len(base) <= LONGEST else ()
        found += [mistake for mistake, sign in signs if sign.fullmatch(base)] or [Mistake.MALFORMED]
    return found


def _is_real(date: str, time: str) -> bool:
    try:
        # Not strptime, which takes ten times as long in a rule that every call asks.
        datetime(int(date[:4]), int(date[4:6]), int(date[6:]), int(time[:2]), int(time[2:4]), int(time[4:]), tzinfo=UTC)
    except ValueError:
        return False
    return True
