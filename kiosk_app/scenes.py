"""Every screen in every state, as the gallery pictures and the tests examine them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from contract.vocabulary import OrderStatus, PaymentMethod, UserProgress
from kernel.money import Money
from kiosk_app.controller.state import Design, EndReason, Failure, KioskState, Price, QueuedOrder, Touch, Trouble
from kiosk_app.machine.bank import Card
from kiosk_app.machine.card_reader import ReaderState
from kiosk_app.machine.screen import Screen

DESIGNS = Path(__file__).resolve().parents[1] / "assets" / "designs"

QUEUE = (
    QueuedOrder("ORDER_1a2b3c40", "Q039", OrderStatus.COMPLETED),
    QueuedOrder("ORDER_1a2b3c41", "Q041", OrderStatus.COMPLETED),
    QueuedOrder("ORDER_1a2b3c42", "Q042", OrderStatus.PRINTING),
)
REFUSAL = Failure(Trouble.REFUSED, "422: Machine id must be 1 to 50 letters, digits, _ or -")
LONG_QUEUE = tuple(
    QueuedOrder(f"ORDER_1a2b3c{number:02x}", f"Q{number:03d}", status)
    for status, first in ((OrderStatus.COMPLETED, 30), (OrderStatus.PENDING, 40))
    for number in range(first, first + 6)
)


class Still:
    """A controller that stands still: it shows what it is given."""

    def __init__(self, state: KioskState) -> None:
        self.state = state
        self._observers: list[Callable[[KioskState], None]] = []

    def observe(self, observer: Callable[[KioskState], None]) -> None:
        self._observers.append(observer)
        observer(self.state)

    def show(self, state: KioskState) -> None:
        self.state = state
        for observer in self._observers:
            observer(state)

    def touch(self, touch: Touch) -> None:
        """Nobody serves here."""

    def present(self, card: Card) -> None:
        """Nobody serves here."""


def scenes() -> dict[str, KioskState]:
    """All scenes by name, in the order of the flow."""
    return _before_payment() | _payment() | _afterwards() | _trouble()


def _idle() -> KioskState:
    return KioskState("VM001", "http://127.0.0.1:8000", queue=QUEUE)


def _session() -> KioskState:
    session_id = "VM001_20261121_143022_A1B2C3D4"
    return replace(
        _idle(),
        screen=Screen.CODE,
        session_id=session_id,
        qr_url=f"https://pimpmycase.shop/?qr=true&machine_id=VM001&session_id={session_id}",
        seconds_left=1512,
        session_seconds=1800,
        progress=UserProgress.STARTED,
    )


def _designing() -> KioskState:
    return replace(_session(), screen=Screen.DESIGNING, seconds_left=1498, progress=UserProgress.QR_SCANNED)


def _designed() -> KioskState:
    return replace(
        _designing(),
        seconds_left=1283,
        progress=UserProgress.DESIGN_COMPLETE,
        design=Design("iPhone", "iPhone 15 Pro", "Retro Remix", "Happy days"),
        artwork=(DESIGNS / "sunset.png").read_bytes(),
    )


def _summary() -> KioskState:
    return replace(
        _designed(),
        screen=Screen.SUMMARY,
        seconds_left=1240,
        price=Price(Money(2199), Money(1999), Money(200)),
    )


def _paying(reader: ReaderState, method: PaymentMethod = PaymentMethod.CONTACTLESS) -> KioskState:
    return replace(_summary(), screen=Screen.PAY, reader=reader, method=method, seconds_left=1180)


def _confirmed() -> KioskState:
    order = QueuedOrder("ORDER_5f2c9a1e", "Q043", OrderStatus.PENDING)
    return replace(
        _summary(),
        screen=Screen.CONFIRMED,
        order_id=order.order_id,
        queue_number=order.queue_number,
        queue=(*QUEUE, order),
    )


def _before_payment() -> dict[str, KioskState]:
    return {
        "starting": replace(_idle(), queue=()),
        "attract": replace(_idle(), screen=Screen.ATTRACT),
        "attract, opening": replace(_idle(), screen=Screen.ATTRACT, opening=True, queue=()),
        "code": _session(),
        "code, clock frozen": replace(_session(), pace=0.0),
        "code, clock scaled": replace(_session(), pace=60.0),
        "code, long machine id": replace(
            _session(), session_id="VM_TEST_MANUFACTURER_20261121_143022_A1B2C3D4", seconds_left=59, queue=LONG_QUEUE
        ),
        "designing, connected": _designing(),
        "designing": replace(_designed(), progress=UserProgress.DESIGNING, artwork=(DESIGNS / "toon.png").read_bytes()),
        "designing, complete": _designed(),
        "summary": _summary(),
        "summary, long words": replace(
            _summary(),
            design=Design("Samsung", "Galaxy S24 Ultra", "Disposable Snapshot", "我们永远是最好的朋友，走到哪里都一样"),
            price=Price(Money(1999), Money(1999), None),
        ),
        "summary, too late": replace(_summary(), too_late_to_pay=True, seconds_left=172),
        "choose payment": replace(_summary(), screen=Screen.CHOOSE_PAYMENT),
        "choose payment, too late": replace(
            _summary(), screen=Screen.CHOOSE_PAYMENT, too_late_to_pay=True, seconds_left=172
        ),
    }


def _payment() -> dict[str, KioskState]:
    return {
        "pay, present card": _paying(ReaderState.PRESENT_CARD),
        "pay, insert card": _paying(ReaderState.PRESENT_CARD, PaymentMethod.CARD),
        "pay, reading": _paying(ReaderState.READING),
        "pay, authorising": _paying(ReaderState.AUTHORISING),
        "pay, approved": replace(_paying(ReaderState.APPROVED), confirming=True),
        "pay, declined": _paying(ReaderState.DECLINED),
        "pay, timed out": _paying(ReaderState.TIMED_OUT),
        "pay, confirming offline": replace(_paying(ReaderState.APPROVED), confirming=True, online=False),
    }


def _afterwards() -> dict[str, KioskState]:
    return {
        "confirmed": _confirmed(),
        "thank you": replace(_confirmed(), screen=Screen.THANK_YOU),
        **{
            f"ended, {reason.replace('_', ' ')}": replace(_summary(), screen=Screen.ENDED, end_reason=reason)
            for reason in EndReason
        },
    }


def _trouble() -> dict[str, KioskState]:
    return {
        "starting, recovering a payment": replace(_idle(), confirming=True),
        "designing, offline": replace(_designed(), online=False),
        "still there": replace(_summary(), warning=14),
        "queue full": replace(_idle(), screen=Screen.ATTRACT, queue=LONG_QUEUE),
        "out of service": replace(_idle(), screen=Screen.OUT_OF_SERVICE, online=False, queue=()),
        "refused": replace(_idle(), screen=Screen.OUT_OF_SERVICE, failure=REFUSAL, queue=()),
    }
