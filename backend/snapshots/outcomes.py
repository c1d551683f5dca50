"""What became of each program's share."""

from collections.abc import Collection, Mapping

from contract.messages.snapshots import PartOutcome, PartState

TAKES_BACK = frozenset({PartOutcome.FOLLOWED, PartOutcome.DID_NOT_FOLLOW, PartOutcome.NOT_IN_SNAPSHOT})
"""What a program itself may say after a snapshot was restored."""


def saved(asked: Collection[str], sent: Collection[str]) -> list[PartState]:
    """After a snapshot was made: of every program that was connected."""
    return [PartState(part=part, outcome=_saved(part in sent)) for part in sorted(asked)]


def followed(asked: Collection[str], kept: Collection[str], said: Mapping[str, PartState]) -> list[PartState]:
    """After one was restored: of every program that was connected, and of those whose share it has beside them."""
    return [said.get(part) or _silent(part, part in asked) for part in sorted({*asked, *kept})]


def _saved(has_sent: bool) -> PartOutcome:
    return PartOutcome.SAVED if has_sent else PartOutcome.NOT_SAVED


def _silent(part: str, is_connected: bool) -> PartState:
    if is_connected:
        return PartState(part=part, outcome=PartOutcome.DID_NOT_FOLLOW, detail="It is connected, but said nothing")
    return PartState(part=part, outcome=PartOutcome.NOT_CONNECTED)
