"""The card and contactless reader: a cashless device in always-idle mode with an explicit result (MDB/ICP 4.2, 10h).

It reads a card and asks the bank's host; it doesn't keep money. Approved is not sold: after an approval the reader
waits for the machine's vend result.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from kernel.table import Table

READING_SECONDS = 0.9
HOST_SECONDS = 1.4
CARD_PATIENCE_SECONDS = 60.0
"""How long the reader waits for a card before it gives the sale back to the screen."""
DECLINED_SECONDS = 4.0
"""How long a refusal stays on the display before another card may be tried."""


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

_WAITS: dict[ReaderState, tuple[float, ReaderEvent]] = {
    ReaderState.PRESENT_CARD: (CARD_PATIENCE_SECONDS, ReaderEvent.PATIENCE_ENDED),
    ReaderState.READING: (READING_SECONDS, ReaderEvent.CARD_READ),
    ReaderState.DECLINED: (DECLINED_SECONDS, ReaderEvent.TRY_AGAIN),
}


@dataclass(frozen=True, slots=True)
class CardReader:
    """The reader at one moment; every change makes a new one."""

    state: ReaderState = ReaderState.DISABLED
    elapsed: float = 0.0
    """Seconds in this state."""

    def after(self, event: ReaderEvent) -> "CardReader":
        """The reader after the event. Raises IllegalMove, such as for a cancel after the host was asked."""
        return CardReader(MOVES.after(self.state, event))

    def can(self, event: ReaderEvent) -> bool:
        return MOVES.can(self.state, event)

    @property
    def seconds_to_change(self) -> float:
        """Until the reader moves on by itself; endless where it waits for somebody."""
        patience, _ = self._wait
        return patience - self.elapsed

    def tick(self, seconds: float) -> "CardReader":
        """The reader `seconds` later. The host's answer is not the reader's to give: it waits for it."""
        elapsed = self.elapsed + seconds
        patience, event = self._wait
        if elapsed >= patience:
            return self.after(event)
        return replace(self, elapsed=elapsed)

    @property
    def _wait(self) -> tuple[float, ReaderEvent]:
        return _WAITS.get(self.state, (float("inf"), ReaderEvent.CANCELLED))
