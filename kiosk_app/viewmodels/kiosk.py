"""The kiosk's state for QML: one property a fact, one signal a group, and only what changed is told."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Property, QObject, Signal, Slot

from contract.vocabulary import OrderStatus
from hostkit.languages import CHINESE, ENGLISH
from kernel.money import Money
from kiosk_app.controller.state import KioskState, Touch
from kiosk_app.machine.bank import Card
from kiosk_app.machine.card_reader import ReaderState
from kiosk_app.viewmodels.numbers import NumberList
from qtkit.language import Language

GROUPS: dict[str, tuple[str, ...]] = {
    "connectionChanged": ("online", "opening", "failure"),
    "paceChanged": ("pace",),
    "sessionChanged": ("session_id", "qr_url"),
    "timeChanged": ("seconds_left", "session_seconds"),
    "designChanged": ("progress", "design"),
    "priceChanged": ("price", "too_late_to_pay"),
    "readerChanged": ("reader", "method", "confirming"),
    "orderChanged": ("order_id", "queue_number"),
    "endReasonChanged": ("end_reason",),
    "warningChanged": ("warning",),
    # Last, so that a screen finds its facts in place when it appears.
    "screenChanged": ("screen",),
}
"""Which fields of the state each signal tells of."""

AT_THE_READER = {ReaderState.PRESENT_CARD, ReaderState.READING}
BEING_PRINTED = {OrderStatus.PENDING, OrderStatus.PRINTING, OrderStatus.PRINTED}
READY = {OrderStatus.COMPLETED}


class Controller(Protocol):
    """What the screen needs of `kiosk_app.controller.kiosk.Kiosk`."""

    @property
    def state(self) -> KioskState: ...

    def observe(self, callback: Callable[[KioskState], None]) -> None: ...

    def touch(self, touch: Touch) -> None: ...

    def present(self, card: Card) -> None: ...


class KioskViewModel(QObject):
    """Mirrors one KioskState. Amounts are text, since QML's int has 32 bits; codes stay codes, QML words them."""

    connectionChanged = Signal()
    paceChanged = Signal()
    sessionChanged = Signal()
    timeChanged = Signal()
    designChanged = Signal()
    priceChanged = Signal()
    readerChanged = Signal()
    orderChanged = Signal()
    endReasonChanged = Signal()
    warningChanged = Signal()
    screenChanged = Signal()
    cardChanged = Signal()
    languageChanged = Signal()

    def __init__(self, controller: Controller, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._language = language
        self._state = controller.state
        self._card = ""
        self._being_printed = NumberList(self)
        self._ready = NumberList(self)
        controller.observe(self.show)

    @property
    def state(self) -> KioskState:
        """What is shown at the moment."""
        return self._state

    def show(self, state: KioskState) -> None:
        """Mirror the state; tell QML the groups that changed."""
        before, self._state = self._state, state
        for signal, fields in GROUPS.items():
            if any(getattr(before, field) != getattr(state, field) for field in fields):
                getattr(self, signal).emit()
        if state.reader not in AT_THE_READER:
            self._hold_card("")
        self._being_printed.show(self._numbers(BEING_PRINTED))
        self._ready.show(self._numbers(READY))

    @Slot(str)
    def touch(self, name: str) -> None:
        """Raises ValueError for a name that is not a Touch."""
        self._controller.touch(Touch(name))

    @Slot(str)
    def present(self, name: str) -> None:
        """Hold a simulation card to the reader. Raises ValueError for a name that is not a Card."""
        card = Card(name)
        if self._state.reader is ReaderState.PRESENT_CARD:
            self._hold_card(card)
        self._controller.present(card)

    @Slot()
    def switchLanguage(self) -> None:
        self._language.choose(ENGLISH if self._language.current == CHINESE else CHINESE)
        self.languageChanged.emit()

    def _hold_card(self, card: str) -> None:
        if card != self._card:
            self._card = card
            self.cardChanged.emit()

    screen = Property(str, lambda self: str(self._state.screen), notify=screenChanged)
    machineId = Property(str, lambda self: self._state.machine_id, constant=True)
    backend = Property(str, lambda self: self._state.backend, constant=True)
    online = Property(bool, lambda self: self._state.online, notify=connectionChanged)
    trouble = Property(str, lambda self: self._failure("trouble"), notify=connectionChanged)
    troubleDetail = Property(str, lambda self: self._failure("detail"), notify=connectionChanged)
    opening = Property(bool, lambda self: self._state.opening, notify=connectionChanged)
    clockStands = Property(bool, lambda self: self._state.pace == 0, notify=paceChanged)
    clockPace = Property(str, lambda self: pace(self._state.pace), notify=paceChanged)
    sessionId = Property(str, lambda self: self._state.session_id, notify=sessionChanged)
    qrUrl = Property(str, lambda self: self._state.qr_url, notify=sessionChanged)
    timeLeft = Property(str, lambda self: clock(self._state.seconds_left), notify=timeChanged)
    timeShare = Property(float, lambda self: share(self._state), notify=timeChanged)
    progress = Property(str, lambda self: str(self._state.progress or ""), notify=designChanged)
    modelName = Property(str, lambda self: self._state.design.model, notify=designChanged)
    templateName = Property(str, lambda self: self._state.design.template, notify=designChanged)
    designText = Property(str, lambda self: self._state.design.text, notify=designChanged)
    amount = Property(str, lambda self: self._price("amount"), notify=priceChanged)
    basePrice = Property(str, lambda self: self._price("base"), notify=priceChanged)
    enhancementPrice = Property(str, lambda self: self._price("ai_enhancement"), notify=priceChanged)
    tooLate = Property(bool, lambda self: self._state.too_late_to_pay, notify=priceChanged)
    reader = Property(str, lambda self: str(self._state.reader), notify=readerChanged)
    method = Property(str, lambda self: str(self._state.method or ""), notify=readerChanged)
    confirming = Property(bool, lambda self: self._state.confirming, notify=readerChanged)
    cardAtReader = Property(str, lambda self: self._card, notify=cardChanged)
    orderId = Property(str, lambda self: self._state.order_id, notify=orderChanged)
    queueNumber = Property(str, lambda self: self._state.queue_number, notify=orderChanged)
    endReason = Property(str, lambda self: str(self._state.end_reason or ""), notify=endReasonChanged)
    warns = Property(bool, lambda self: self._state.warning is not None, notify=warningChanged)
    warningSeconds = Property(str, lambda self: str(self._state.warning or 0), notify=warningChanged)
    beingPrinted = Property(QObject, lambda self: self._being_printed, constant=True)
    ready = Property(QObject, lambda self: self._ready, constant=True)
    language = Property(str, lambda self: self._language.current, notify=languageChanged)

    def _failure(self, part: str) -> str:
        return str(getattr(self._state.failure, part, ""))

    def _price(self, part: str) -> str:
        amount: Money | None = getattr(self._state.price, part, None)
        return "" if amount is None else str(amount)

    def _numbers(self, statuses: set[OrderStatus]) -> list[str]:
        return [order.queue_number for order in self._state.queue if order.status in statuses]


def clock(seconds: int) -> str:
    """Minutes and seconds, "4:05"."""
    minutes, rest = divmod(max(0, seconds), 60)
    return f"{minutes}:{rest:02d}"


def pace(rate: float) -> str:
    """How many times as fast as real time, "60" or "0.5"; nothing to say for real time."""
    return "" if rate == 1 else f"{rate:g}"


def share(state: KioskState) -> float:
    """What is left of the session, 0 to 1."""
    return min(1.0, max(0.0, state.seconds_left / max(1, state.session_seconds)))
