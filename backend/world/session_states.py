"""In which state a session is, for faults that name one: asked of every call of their routes, it must cost little."""

from datetime import datetime
from typing import NamedTuple

from backend.models.database import Store
from backend.models.queries.sessions import life_of
from backend.rules.session import UNPAID
from contract.vocabulary import SessionStatus

_MOST_KNOWN = 5000


class _Known(NamedTuple):
    """As it was found when this process had committed so often."""

    commits: int
    status: str
    expires_at: datetime


class SessionStates:
    """Remembered until the next commit: a second query would double what polling asks of the database."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, _Known] = {}

    def state(self, session_id: str, now: datetime) -> str | None:
        """None for a session that doesn't exist."""
        known = self._known.get(session_id)
        if known is None or known.commits != self._store.own_commits:
            known = self._look_up(session_id)
        if known is None:
            return None
        return SessionStatus.EXPIRED if known.status in UNPAID and known.expires_at <= now else known.status

    def _look_up(self, session_id: str) -> _Known | None:
        commits = self._store.own_commits
        with self._store.reading():
            found = life_of(session_id)
        if found is None:
            return None
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        known = _Known(commits, found.status, found.expires_at)
        self._known[session_id] = known
        return known
