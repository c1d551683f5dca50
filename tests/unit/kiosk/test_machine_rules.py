"""The machine's rules beyond its tables: time at the reader, the bank's memory, the books, the screen's patience."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.vocabulary import PaymentMethod
from kernel.device import Memento
from kernel.money import Money
from kiosk_app.machine import books
from kiosk_app.machine.bank import Authorisation, AuthorisationState, Card, authorise
from kiosk_app.machine.books import Account, Books, BooksBroken, Entry
from kiosk_app.machine.card_reader import CardReader, ReaderSetup, ReaderState
from kiosk_app.machine.patience import Patience, patience_of
from kiosk_app.machine.sale import Sale, SaleEvent, SaleStage
from kiosk_app.machine.screen import Screen

PRICE = Money(2199)


def reader_after(seconds: float, state: ReaderState) -> CardReader:
    reader = CardReader(memento=Memento(state))
    reader.tick(seconds)
    return reader


@pytest.mark.parametrize(
    ("state", "seconds", "following"),
    [
        (ReaderState.READING, 0.9, ReaderState.AUTHORISING),
        (ReaderState.PRESENT_CARD, 60, ReaderState.TIMED_OUT),
        (ReaderState.DECLINED, 4, ReaderState.PRESENT_CARD),
    ],
)
def test_the_reader_goes_on_by_itself(state: ReaderState, seconds: float, following: ReaderState) -> None:
    assert reader_after(seconds - 0.01, state).state is state
    assert reader_after(seconds, state).state is following


@pytest.mark.parametrize("state", [ReaderState.AUTHORISING, ReaderState.APPROVED, ReaderState.TIMED_OUT])
def test_the_reader_waits_for_others_for_ever(state: ReaderState) -> None:
    assert reader_after(100_000, state).state is state


def test_another_reader_reads_as_fast_as_it_is_set_up() -> None:
    assert CardReader(ReaderSetup(reading=0.2), Memento(ReaderState.READING)).seconds_to_change == 0.2


@given(st.sampled_from(ReaderState), st.lists(st.floats(0, 40), max_size=6))
def test_the_readers_time_comes_to_the_same_in_one_lump(state: ReaderState, steps: list[float]) -> None:
    stepped = CardReader(memento=Memento(state))
    for step in steps:
        stepped.tick(step)
    at_once = reader_after(sum(steps), state)
    is_at_a_change = min(at_once.seconds_to_change, stepped.seconds_to_change) < 1e-6
    assert is_at_a_change or stepped.seconds_to_change == pytest.approx(at_once.seconds_to_change)


def test_the_bank_approves_and_declines_by_card() -> None:
    assert authorise("T1", Card.APPROVED, PRICE).state is AuthorisationState.AUTHORISED
    assert authorise("T1", Card.DECLINED, PRICE).state is AuthorisationState.DECLINED


def test_the_bank_gives_a_repeated_question_the_same_code() -> None:
    assert authorise("T1", Card.APPROVED, PRICE) == authorise("T1", Card.APPROVED, PRICE)
    assert authorise("T1", Card.APPROVED, PRICE).code != authorise("T2", Card.APPROVED, PRICE).code


def test_an_authorisation_survives_the_store() -> None:
    present = authorise("T1", Card.APPROVED, PRICE)
    assert Authorisation.from_document(present.as_document()) == present


def test_books_of_a_sale() -> None:
    ledger = Books([books.authorised("T1", PRICE), books.captured("T1", PRICE)])
    assert ledger.balance(Account.CAPTURED) == PRICE
    assert ledger.balance(Account.PURSE) == Money(-2199)
    assert ledger.balance(Account.CARD_AUTHORISATION) == Money(0)


def test_books_of_a_reversal_leave_nothing_behind() -> None:
    ledger = Books([books.authorised("T1", PRICE), books.reversed_("T1", PRICE)])
    assert {ledger.balance(account) for account in Account} == {Money(0)}


def test_the_same_movement_twice_is_one_movement() -> None:
    ledger = Books([books.authorised("T1", PRICE)])
    assert not ledger.post(books.authorised("T1", PRICE))
    assert ledger.balance(Account.CARD_AUTHORISATION) == PRICE


def test_capturing_what_was_never_authorised_breaks_the_books() -> None:
    with pytest.raises(BooksBroken, match="T1:captured"):
        Books([books.captured("T1", PRICE)])


def test_an_entry_survives_the_store() -> None:
    entry = books.authorised("T1", PRICE)
    assert Entry.from_document(entry.as_document()) == entry


def test_a_sale_survives_the_store() -> None:
    sale = Sale("S", "https://example.com/?session=S").priced(PRICE).paid_by(PaymentMethod.CARD)
    paying = sale.after(SaleEvent.PAYMENT_STARTED, transaction_id="T1")
    assert Sale.from_document(paying.as_document()) == paying
    assert (paying.stage, paying.amount) == (SaleStage.PAYING, PRICE)


def test_a_screen_warns_twenty_seconds_before_it_gives_up() -> None:
    assert Patience(120).tick(99).warning is None
    assert Patience(120).tick(100).warning == 20
    assert Patience(120).tick(119).warning == 1
    assert Patience(120).tick(120).over


def test_a_touch_starts_the_patience_anew_however_often() -> None:
    patience = Patience(120)
    for _ in range(20):
        patience = patience.tick(119).touched()
    assert patience == Patience(120)


def test_screens_that_only_tell_something_go_on_without_a_warning() -> None:
    assert patience_of(Screen.THANK_YOU).tick(5).warning is None
    assert patience_of(Screen.THANK_YOU).tick(6).over


@pytest.mark.parametrize("screen", [Screen.CODE, Screen.DESIGNING, Screen.PAY])
def test_the_session_or_the_reader_sets_the_time_of_the_others(screen: Screen) -> None:
    assert not patience_of(screen).tick(1e6).over
