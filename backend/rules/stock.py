"""Blanks: on hand, reserved, available. Sell on available (decisions on "Stock")."""

from collections.abc import Mapping, Sequence
from enum import StrEnum


class StockReason(StrEnum):
    """Why the stock ledger has a line."""

    INITIAL = "initial"
    COUNT = "count"
    PRINT = "print"


def available(on_hand: int, reserved: int) -> int:
    """Blanks that may still be sold; a count below what is reserved leaves none, not a negative number."""
    return max(0, on_hand - reserved)


def source(on_hand: Mapping[str, int], equipment_id: str | None) -> str | None:
    """The equipment that a print takes its blank from: its own, or else the one that has most.

    None when there is no blank anywhere. Equal stocks are decided by the equipment's id.
    """
    if equipment_id is not None and on_hand.get(equipment_id, 0) > 0:
        return equipment_id
    stocked = [name for name, count in on_hand.items() if count > 0]
    return min(stocked, key=lambda name: (-on_hand[name], name), default=None)


def split(quantity: int, places: Sequence[str]) -> dict[str, int]:
    """A quantity shared out as evenly as whole pieces go; the first places get the odd ones."""
    share, odd = divmod(quantity, len(places))
    return {place: share + (1 if index < odd else 0) for index, place in enumerate(places)}
