"""Facts about the database itself, by name."""

from backend.models.event import Meta

GENERATION = "generation"
RESTORED = "restored"
"""From which snapshot this life of the database comes; none for the first."""


def fact(name: str) -> str | None:
    found = Meta.find(name)
    return None if found is None else found.value


def keep_fact(name: str, value: str) -> None:
    Meta.put(name=name, value=value)


def forget_fact(name: str) -> None:
    Meta.delete().where(Meta.name == name).execute()


def generation() -> str:
    """Which life of the database this is: another one has other events with the same numbers."""
    return fact(GENERATION) or ""
