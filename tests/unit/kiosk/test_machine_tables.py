"""Sale, authorisation and card reader move by their tables and take along what belongs to them."""

import pytest

from kernel.device import Memento
from kernel.money import Money
from kernel.table import IllegalMove
from kiosk_app.machine.bank import Authorisation, AuthorisationState, BankEvent
from kiosk_app.machine.card_reader import CardReader, ReaderEvent, ReaderState
from kiosk_app.machine.sale import Sale, SaleEvent, SaleStage


@pytest.mark.parametrize("state", [ReaderState.READING, ReaderState.AUTHORISING, ReaderState.APPROVED])
def test_nobody_cancels_once_a_card_is_in_the_field(state: ReaderState) -> None:
    reader = CardReader(memento=Memento(state))
    with pytest.raises(IllegalMove, match="cancelled is not possible"):
        reader.handle(ReaderEvent.CANCELLED)


def test_a_sale_keeps_what_the_event_does_not_change() -> None:
    paying = Sale("S", "https://example.com", SaleStage.PAYING, "T", 2199, "card")
    confirmed = paying.after(SaleEvent.CONFIRMED, order_id="O")
    assert confirmed == Sale("S", "https://example.com", SaleStage.CONFIRMED, "T", 2199, "card", "O")


def test_nobody_pays_twice() -> None:
    with pytest.raises(IllegalMove, match="payment_started is not possible while confirmed"):
        Sale("S", "https://example.com", SaleStage.CONFIRMED).after(SaleEvent.PAYMENT_STARTED)


def test_a_capture_keeps_the_authorisation() -> None:
    authorised = Authorisation("T", Money(2199), AuthorisationState.AUTHORISED, "AUTH1", "4242")
    captured = Authorisation("T", Money(2199), AuthorisationState.CAPTURED, "AUTH1", "4242")
    assert authorised.after(BankEvent.CAPTURE) == captured


def test_what_was_reversed_is_never_captured() -> None:
    reversed_one = Authorisation("T", Money(2199), AuthorisationState.REVERSED, "AUTH1", "4242")
    with pytest.raises(IllegalMove, match="capture is not possible while reversed"):
        reversed_one.after(BankEvent.CAPTURE)
