"""Every state with every event, for each table of the machine: legal moves move, all others are refused by name."""

import pytest

from contract.money import Money
from kiosk_app.machine import bank, card_reader, sale, screen
from kiosk_app.machine.bank import Authorisation, AuthorisationState, BankEvent, IllegalBankMove
from kiosk_app.machine.card_reader import CardReader, IllegalReaderMove, ReaderEvent, ReaderState
from kiosk_app.machine.sale import IllegalSaleMove, Sale, SaleEvent, SaleStage
from kiosk_app.machine.screen import IllegalMove, Screen, ScreenEvent, next_screen


@pytest.mark.parametrize("event", ScreenEvent)
@pytest.mark.parametrize("state", Screen)
def test_screen_flow(state: Screen, event: ScreenEvent) -> None:
    if (state, event) in screen.FLOW:
        assert next_screen(state, event) is screen.FLOW[state, event]
    else:
        with pytest.raises(IllegalMove, match=f"{event} on {state}"):
            next_screen(state, event)


def test_every_screen_can_be_reached_and_left() -> None:
    assert set(screen.FLOW.values()) == set(Screen) - {Screen.STARTING}
    assert {state for state, _ in screen.FLOW} == set(Screen)


@pytest.mark.parametrize("event", ReaderEvent)
@pytest.mark.parametrize("state", ReaderState)
def test_card_reader(state: ReaderState, event: ReaderEvent) -> None:
    if (state, event) in card_reader.MOVES:
        assert CardReader(state, 5.0).after(event) == CardReader(card_reader.MOVES[state, event], 0.0)
    else:
        with pytest.raises(IllegalReaderMove, match=f"{event} while {state}"):
            CardReader(state).after(event)


@pytest.mark.parametrize("state", [ReaderState.READING, ReaderState.AUTHORISING, ReaderState.APPROVED])
def test_nobody_cancels_once_a_card_is_in_the_field(state: ReaderState) -> None:
    assert not CardReader(state).can(ReaderEvent.CANCELLED)


@pytest.mark.parametrize("event", SaleEvent)
@pytest.mark.parametrize("stage", SaleStage)
def test_sale(stage: SaleStage, event: SaleEvent) -> None:
    present = Sale("S", "https://example.com", stage)
    if (stage, event) in sale.MOVES:
        assert present.after(event).stage is sale.MOVES[stage, event]
    else:
        with pytest.raises(IllegalSaleMove, match=f"{event} of a sale that is {stage}"):
            present.after(event)


@pytest.mark.parametrize("event", BankEvent)
@pytest.mark.parametrize("state", AuthorisationState)
def test_bank(state: AuthorisationState, event: BankEvent) -> None:
    present = Authorisation("T", Money(2199), state, "AUTH1", "4242")
    if (state, event) in bank.MOVES:
        assert present.after(event).state is bank.MOVES[state, event]
    else:
        with pytest.raises(IllegalBankMove, match=f"{event} of a transaction that is {state}"):
            present.after(event)
