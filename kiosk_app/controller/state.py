"""Everything that the kiosk's screen shows, as one immutable value. The view-models mirror it and decide nothing."""

from dataclasses import dataclass, field
from enum import StrEnum

from contract.vocabulary import OrderStatus, PaymentMethod, UserProgress
from kernel.money import Money
from kiosk_app.machine.card_reader import ReaderState
from kiosk_app.machine.screen import Screen


class EndReason(StrEnum):
    """Why a session ended without a sale; in every case nothing was charged."""

    EXPIRED = "expired"
    CANCELLED = "cancelled"
    NOT_CONFIRMED = "not_confirmed"
    """The card was authorised, the backend refused the payment, the authorisation was reversed."""
    UNKNOWN = "unknown"
    """The backend doesn't know the session any more."""


class Trouble(StrEnum):
    """Why the backend is of no help just now."""

    NO_ANSWER = "no_answer"
    BROKEN = "broken"
    """It fails, or its answer doesn't follow the guide."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Failure:
    """What came of the last call that did not succeed. `detail` is for the engineer, in the server's own words."""

    trouble: Trouble
    detail: str


class Touch(StrEnum):
    """What a person can touch on the screen."""

    START = "start"
    PAY = "pay"
    CARD = "card"
    CONTACTLESS = "contactless"
    BACK = "back"
    STAY = "stay"
    """The answer to "Are you still there?"."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Design:
    """What is known of the shopper's case so far; empty strings for what isn't."""

    brand: str = ""
    model: str = ""
    template: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Price:
    """The price and its parts. `ai_enhancement` is None when the template has none."""

    amount: Money
    base: Money
    ai_enhancement: Money | None


@dataclass(frozen=True, slots=True)
class QueuedOrder:
    """One order of this machine for the strip of numbers."""

    order_id: str
    queue_number: str
    status: OrderStatus


@dataclass(frozen=True, slots=True)
class KioskState:
    """The kiosk at one moment."""

    machine_id: str
    backend: str
    """The address that the screen names while it can't be reached."""
    screen: Screen = Screen.STARTING
    online: bool = True
    """False while calls go unanswered; every screen of a session goes on and says so."""
    failure: Failure | None = None
    """None as soon as a call succeeds."""
    pace: float = 1.0
    """Lab seconds in one real second: 0 while the lab's clock is frozen."""
    opening: bool = False
    """A session is being opened: the start was touched and understood."""
    session_id: str = ""
    qr_url: str = ""
    seconds_left: int = 0
    """Until the session ends, whole seconds."""
    session_seconds: int = 1
    """How long the session lasted in all when it was opened, for the countdown's ring."""
    progress: UserProgress | None = None
    design: Design = field(default_factory=Design)
    artwork: bytes = b""
    """The shopper's design as PNG, as soon as there is any."""
    price: Price | None = None
    method: PaymentMethod | None = None
    reader: ReaderState = ReaderState.DISABLED
    confirming: bool = False
    """The card is approved and the backend has not answered yet."""
    too_late_to_pay: bool = False
    """Less than three minutes are left: no payment starts."""
    order_id: str = ""
    queue_number: str = ""
    end_reason: EndReason | None = None
    warning: int | None = None
    """Seconds until the screen gives up waiting, None while it doesn't warn."""
    queue: tuple[QueuedOrder, ...] = ()
