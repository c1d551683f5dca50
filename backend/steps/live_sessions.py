"""The live service lets a machine have five sessions at a time (decisions, "The live dialect")."""

import math
from datetime import datetime

from backend.base.refusals import TooMany
from backend.models.queries.sessions import ends_of_live
from contract.hints import Code

MOST_LIVE_SESSIONS = 5


def check_live_sessions(machine_id: str, now: datetime) -> None:
    """Raises TooMany while the machine has five unpaid sessions that last.

    Call it inside the transaction that would make one more. The wait is until so many have expired that it may.
    """
    ends = ends_of_live(machine_id, now)
    if len(ends) < MOST_LIVE_SESSIONS:
        return
    wait = math.ceil((ends[-MOST_LIVE_SESSIONS] - now).total_seconds())
    raise TooMany(
        Code.MACHINE_TOO_MANY_SESSIONS,
        f"Machine {machine_id} has {len(ends)} live sessions, {MOST_LIVE_SESSIONS} are allowed: "
        f"cancel one, or try again in {wait} s",
        wait,
        machine_id=machine_id,
        limit=MOST_LIVE_SESSIONS,
    )
