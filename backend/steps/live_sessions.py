"""The live service lets a machine have five sessions at a time (decisions, "The live dialect")."""

import math
from datetime import datetime

from backend.base.refusals import TooMany
from backend.models.session import Session
from backend.rules.session import UNPAID
from contract.hints import Code

MOST_LIVE_SESSIONS = 5


def check_live_sessions(machine_id: str, now: datetime) -> None:
    """Raises TooMany while the machine has five unpaid sessions that last.

    Call it inside the transaction that would make one more. The wait is until so many have expired that it may.
    """
    live = Session.select(Session.expires_at).where(
        Session.machine_id == machine_id, Session.status.in_(UNPAID), Session.expires_at > now
    )
    ends = sorted(session.expires_at for session in live)
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
