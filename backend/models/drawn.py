"""Chance that becomes a row's id: with a seed, the how-manieth of a subject is counted in the database.

So it goes on after a restart, is undone with its transaction, and comes back with a snapshot.
"""

from backend.models.queries.meta import fact, keep_fact
from kernel.chance import Chance


def drawn(chance: Chance, size: int, kind: str, subject: str = "") -> bytes:
    """The subject's next value of this kind, inside a transaction."""
    return chance.octets(size, kind, subject, next_number(kind, subject) if chance.is_seeded else 1)


def next_number(kind: str, subject: str = "") -> int:
    """How many of this kind the subject has had with this one, inside a transaction."""
    number = last_number(kind, subject) + 1
    keep_fact(_name(kind, subject), str(number))
    return number


def last_number(kind: str, subject: str = "") -> int:
    """How many of this kind the subject has had; 0 where there was none."""
    return int(fact(_name(kind, subject)) or 0)


def _name(kind: str, subject: str) -> str:
    return f"drawn {kind} {subject}"
