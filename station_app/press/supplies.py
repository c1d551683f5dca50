"""Blanks on the station's shelf: when a person should load more."""

from enum import StrEnum

LOW_MARK = 10
"""Pieces at which a model counts as low."""


class SupplyLevel(StrEnum):
    ENOUGH = "enough"
    LOW = "low"
    EMPTY = "empty"


def level(pieces: int) -> SupplyLevel:
    """How urgent a model is, by the blanks on the shelf or by those that can still be sold."""
    if pieces <= 0:
        return SupplyLevel.EMPTY
    return SupplyLevel.LOW if pieces <= LOW_MARK else SupplyLevel.ENOUGH
