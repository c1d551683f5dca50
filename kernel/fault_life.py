"""The life of a device's fault: it never was, it is, or it was.

What is active can't be cleared: it is repaired first. One that was active stays on record until a person clears it, and
may become active again meanwhile (docs/architecture.md).
"""

from enum import StrEnum

from kernel.table import Table


class FaultState(StrEnum):
    """How a fault stands at its device."""

    NEVER = "never"
    ACTIVE = "active"
    WAS_ACTIVE = "was_active"


class FaultEvent(StrEnum):
    OCCURRED = "occurred"
    REPAIRED = "repaired"
    CLEARED = "cleared"


MOVES = Table(
    "device fault",
    [FaultState.NEVER],
    {
        (FaultState.NEVER, FaultEvent.OCCURRED): FaultState.ACTIVE,
        (FaultState.ACTIVE, FaultEvent.REPAIRED): FaultState.WAS_ACTIVE,
        (FaultState.WAS_ACTIVE, FaultEvent.OCCURRED): FaultState.ACTIVE,
        (FaultState.WAS_ACTIVE, FaultEvent.CLEARED): FaultState.NEVER,
    },
)
