"""The card and contactless reader: a cashless device in always-idle mode with an explicit result (MDB/ICP 4.2, 10h).

It reads a card and asks the bank's host; it doesn't keep money. Approved is not sold: after an approval the reader
waits for the machine's vend result.
"""

from dataclasses import dataclass
from enum import StrEnum

from kernel.device import Device, Memento, Wait
from kernel.table import Table


class ReaderState(StrEnum):
    """What the reader does; the kiosk's screen shows a sentence for each."""

    DISABLED = "disabled"
    PRESENT_CARD = "present_card"
    READING = "reading"
    AUTHORISING = "authorising"
    APPROVED = "approved"
    DECLINED = "declined"
    TIMED_OUT = "timed_out"


class ReaderEvent(StrEnum):
    VEND_REQUESTED = "vend_requested"
    CARD_PRESENTED = "card_presented"
    CARD_READ = "card_read"
    HOST_APPROVED = "host_approved"
    HOST_DECLINED = "host_declined"
    PATIENCE_ENDED = "patience_ended"
    TRY_AGAIN = "try_again"
    CANCELLED = "cancelled"
    VEND_RESULT = "vend_result"


MOVES = Table(
    "card reader",
    [ReaderState.DISABLED],
    {
        (ReaderState.DISABLED, ReaderEvent.VEND_REQUESTED): ReaderState.PRESENT_CARD,
        (ReaderState.PRESENT_CARD, ReaderEvent.CARD_PRESENTED): ReaderState.READING,
        (ReaderState.PRESENT_CARD, ReaderEvent.PATIENCE_ENDED): ReaderState.TIMED_OUT,
        (ReaderState.PRESENT_CARD, ReaderEvent.CANCELLED): ReaderState.DISABLED,
        (ReaderState.READING, ReaderEvent.CARD_READ): ReaderState.AUTHORISING,
        (ReaderState.AUTHORISING, ReaderEvent.HOST_APPROVED): ReaderState.APPROVED,
        (ReaderState.AUTHORISING, ReaderEvent.HOST_DECLINED): ReaderState.DECLINED,
        (ReaderState.APPROVED, ReaderEvent.VEND_RESULT): ReaderState.DISABLED,
        (ReaderState.DECLINED, ReaderEvent.TRY_AGAIN): ReaderState.PRESENT_CARD,
        (ReaderState.DECLINED, ReaderEvent.CANCELLED): ReaderState.DISABLED,
        (ReaderState.TIMED_OUT, ReaderEvent.CANCELLED): ReaderState.DISABLED,
    },
)


@dataclass(frozen=True, slots=True)
class ReaderSetup:
    """How long a reader takes and waits, in seconds."""

    reading: float = 0.9
    card_patience: float = 60.0
    """How long it waits for a card before it gives the sale back to the screen."""
    declined: float = 4.0
    """How long a refusal stays on the display before another card may be tried."""


STANDARD = ReaderSetup()
SWITCHED_ON = Memento(ReaderState.DISABLED)


class CardReader(Device[ReaderState, ReaderEvent]):
    """One reader. The host's answer is not its own to give: it waits for it."""

    def __init__(self, setup: ReaderSetup = STANDARD, memento: Memento[ReaderState] = SWITCHED_ON) -> None:
        super().__init__(MOVES, memento)
        self._waits = {
            ReaderState.PRESENT_CARD: Wait(setup.card_patience, ReaderEvent.PATIENCE_ENDED),
            ReaderState.READING: Wait(setup.reading, ReaderEvent.CARD_READ),
            ReaderState.DECLINED: Wait(setup.declined, ReaderEvent.TRY_AGAIN),
        }

    def _wait(self) -> Wait[ReaderEvent] | None:
        return self._waits.get(self.state)
