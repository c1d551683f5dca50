"""What the station knows at one moment, for a window or a report to show."""

from dataclasses import dataclass, field
from enum import StrEnum

from contract.messages.lab import LabOrder, StockLevel
from contract.vocabulary import OrderStatus
from station_app.press.press import PressReading
from station_app.press.queue import Waiting


class Link(StrEnum):
    """How the station stands with its backend."""

    CONNECTING = "connecting"
    CONNECTED = "connected"
    UNREACHABLE = "unreachable"
    BROKEN = "broken"
    """It answers, but with failures."""
    NO_LAB = "no_lab"
    """Somebody else's server: the documented API lists no orders and knows no claim."""
    NO_TOKEN = "no_token"  # noqa: S105 (a state's name, not a secret)
    UNKNOWN_EQUIPMENT = "unknown_equipment"


class Halt(StrEnum):
    """Why the station stopped work on an order."""

    CANCELLED = "cancelled"
    REFUSED = "refused"
    TAKEN = "taken"
    """Another station holds it now."""
    GONE = "gone"
    """The lab's world was replaced, and the order isn't in the new one."""


@dataclass(frozen=True, slots=True)
class Halted:
    """`detail` is the backend's own sentence, where it gave one."""

    why: Halt
    order_id: str
    queue_number: str
    detail: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Artwork:
    """A design scaled for the screen: `rgba` holds width x height pixels of four bytes, the top row first."""

    width: int
    height: int
    rgba: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An order with what this station knows better than the backend: its own status and exact progress."""

    order: LabOrder
    status: OrderStatus
    progress: int
    waiting: Waiting | None = None
    """None unless the order is pending."""
    holder: str | None = None
    """The other station that holds it."""


@dataclass(frozen=True, slots=True)
class StationState:
    """Everything that the window shows."""

    backend: str
    equipment_id: str
    name: str = ""
    location: str = ""
    link: Link = Link.CONNECTING
    rows: tuple[QueueRow, ...] = ()
    stock: tuple[StockLevel, ...] = ()
    press: PressReading = field(default_factory=PressReading)
    job: QueueRow | None = None
    """The order on the press."""
    paused: bool = False
    halted: Halted | None = None
    unsent: int = 0
    """Status updates that the backend hasn't got yet."""
    selected: str | None = None
    artworks: dict[str, Artwork | None] = field(default_factory=dict)
    """By order id; None for an order whose artwork can't be shown."""

    def row(self, order_id: str | None) -> QueueRow | None:
        return next((row for row in self.rows if row.order.order_id == order_id), None)
