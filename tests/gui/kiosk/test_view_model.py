"""The mirror tells what changed and nothing else."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from contract.vocabulary import OrderStatus, PaymentMethod, UserProgress
from hostkit.languages import CHINESE, ENGLISH
from kernel.money import Money
from kiosk_app.controller.state import Design, EndReason, KioskState, Price, QueuedOrder, Touch
from kiosk_app.machine.bank import Card
from kiosk_app.machine.card_reader import ReaderState
from kiosk_app.machine.screen import Screen
from kiosk_app.viewmodels.kiosk import GROUPS, KioskViewModel, clock
from qtkit.language import ASSETS, Language
from tests.gui.kiosk.conftest import Recorder
from tests.gui.kiosk.items import numbers

START = KioskState("VM001", "http://127.0.0.1:8000")
CHANGES: dict[str, dict[str, Any]] = {
    "connectionChanged": {"online": False},
    "paceChanged": {"pace": 0.0},
    "sessionChanged": {"session_id": "VM001_20261121_143022_A1B2C3D4"},
    "timeChanged": {"seconds_left": 245},
    "designChanged": {"progress": UserProgress.DESIGNING, "design": Design(model="iPhone 15")},
    "priceChanged": {"price": Price(Money(2199), Money(1999), Money(200))},
    "readerChanged": {"reader": ReaderState.PRESENT_CARD, "method": PaymentMethod.CARD},
    "orderChanged": {"order_id": "ORDER_5f2c9a1e", "queue_number": "Q001"},
    "endReasonChanged": {"end_reason": EndReason.EXPIRED},
    "warningChanged": {"warning": 20},
    "screenChanged": {"screen": Screen.CODE},
}


class Mirror:
    """A view-model with its controller, and the signals that it sent."""

    def __init__(self) -> None:
        self.controller = Recorder(START)
        self.model = KioskViewModel(self.controller, Language(ASSETS / "translations" / "kiosk_zh_CN.qm", ENGLISH))
        self.told: list[str] = []
        for name in [*GROUPS, "cardChanged", "languageChanged"]:
            getattr(self.model, name).connect(lambda name=name: self.told.append(name))

    def show(self, **changes: Any) -> None:
        self.controller.show(replace(self.controller.state, **changes))


@pytest.fixture
def mirror(qapp: QGuiApplication) -> Mirror:
    assert qapp
    return Mirror()


@pytest.mark.parametrize("signal", list(CHANGES))
def test_a_change_tells_its_own_group_only(mirror: Mirror, signal: str) -> None:
    mirror.show(**CHANGES[signal])
    assert mirror.told == [signal]


def test_the_same_state_again_tells_nothing(mirror: Mirror) -> None:
    mirror.show()
    assert mirror.told == []


def test_the_screen_is_told_after_its_facts(mirror: Mirror) -> None:
    mirror.show(**CHANGES["priceChanged"], **CHANGES["screenChanged"])
    assert mirror.told == ["priceChanged", "screenChanged"]


def test_each_group_is_tried() -> None:
    assert set(CHANGES) == set(GROUPS)


def test_amounts_are_text(mirror: Mirror) -> None:
    mirror.show(**CHANGES["priceChanged"])
    assert [mirror.model.property(part) for part in ("amount", "basePrice", "enhancementPrice")] == [
        "£21.99",
        "£19.99",
        "£2.00",
    ]


def test_without_a_price_there_is_no_amount(mirror: Mirror) -> None:
    assert mirror.model.property("amount") == ""


def test_an_amount_beyond_32_bits_stays_exact(mirror: Mirror) -> None:
    amount = Money(10_000_000_001)
    mirror.show(price=Price(amount, amount, None))
    assert mirror.model.property("amount") == "£100000000.01"


def test_a_touch_reaches_the_controller(mirror: Mirror) -> None:
    mirror.model.touch("contactless")
    assert mirror.controller.touched == [Touch.CONTACTLESS]


def test_an_unknown_touch_is_a_mistake(mirror: Mirror) -> None:
    with pytest.raises(ValueError, match="shout"):
        mirror.model.touch("shout")


def test_a_card_lies_at_the_reader_until_it_is_read(mirror: Mirror) -> None:
    mirror.show(reader=ReaderState.PRESENT_CARD)
    mirror.model.present("approved")
    mirror.show(reader=ReaderState.READING)
    assert mirror.model.property("cardAtReader") == Card.APPROVED
    mirror.show(reader=ReaderState.AUTHORISING)
    assert mirror.model.property("cardAtReader") == ""


def test_a_card_that_nobody_asked_for_stays_where_it_is(mirror: Mirror) -> None:
    mirror.model.present("declined")
    assert mirror.model.property("cardAtReader") == ""
    assert mirror.controller.presented == [Card.DECLINED]


def test_the_language_switches_and_is_told(mirror: Mirror) -> None:
    mirror.model.switchLanguage()
    assert (mirror.model.property("language"), mirror.told) == (CHINESE, ["languageChanged"])
    mirror.model.switchLanguage()
    assert mirror.model.property("language") == ENGLISH


def test_printed_is_not_ready_yet(mirror: Mirror) -> None:
    statuses = [OrderStatus.PENDING, OrderStatus.PRINTING, OrderStatus.PRINTED, OrderStatus.COMPLETED]
    mirror.show(queue=tuple(QueuedOrder(f"ORDER_{n}", f"Q{n}", status) for n, status in enumerate(statuses)))
    assert numbers(mirror.model.property("beingPrinted")) == ["Q0", "Q1", "Q2"]
    assert numbers(mirror.model.property("ready")) == ["Q3"]


@pytest.mark.parametrize(("pace", "shown", "stands"), [(1.0, "", False), (0.0, "0", True), (0.5, "0.5", False)])
def test_the_labs_clock_is_told_unless_it_is_real(mirror: Mirror, pace: float, shown: str, stands: bool) -> None:
    mirror.show(pace=pace)
    assert (mirror.model.property("clockPace"), mirror.model.property("clockStands")) == (shown, stands)


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (-3, "0:00"), (59, "0:59"), (245, "4:05"), (1800, "30:00")]
)
def test_the_clock_shows_minutes_and_seconds(seconds: int, shown: str) -> None:
    assert clock(seconds) == shown
