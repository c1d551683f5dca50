"""The kiosk's controller against the real backend: a sale, refusals, a bad line, the ends of a session."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from backend.services.end_session import expire_sessions
from backend.settings import Settings
from backend.world.environment import Environment
from contract.vocabulary import OrderStatus
from hostkit.store import Store
from kernel.money import Money
from kiosk_app.controller.state import EndReason, KioskState, Price, Touch
from kiosk_app.machine.bank import Card
from kiosk_app.machine.books import Account, Books, Entry
from kiosk_app.machine.card_reader import ReaderState
from kiosk_app.machine.screen import Screen
from tests.api.api_driver import Api, ManualClock
from tests.api.app_transport import AppTransport
from tests.api.kiosk_driver import OwnTime, Rehearsal

PRICE = Money(2199)


@pytest.fixture
def rehearsal(app: Flask, api: Api, tmp_path: Path) -> Rehearsal:
    return Rehearsal(AppTransport(app), api, tmp_path / "kiosk.db")


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)


def first_is(status: OrderStatus, state: KioskState) -> bool:
    return state.queue[0].status is status


def balance(rehearsal: Rehearsal, account: Account) -> Money:
    with Store(rehearsal.memory) as store:
        return Books(Entry.from_document(entry) for entry in store.entries("books")).balance(account)


def test_a_sale_from_the_code_to_the_next_customer(rehearsal: Rehearsal) -> None:
    async def sale() -> None:
        async with rehearsal.switched_on() as kiosk:
            confirmed = await rehearsal.buy()
            assert confirmed.queue_number == "Q001"
            assert rehearsal.api.status(confirmed.session_id)["order_id"] == confirmed.order_id
            kiosk.touch(Touch.DONE)
            await rehearsal.screen(Screen.THANK_YOU)
            attract = await rehearsal.screen(Screen.ATTRACT)
            assert (attract.session_id, attract.order_id, attract.artwork) == ("", "", b"")
            kiosk.touch(Touch.START)
            assert (await rehearsal.screen(Screen.CODE)).session_id != confirmed.session_id

    run(sale())
    assert balance(rehearsal, Account.CAPTURED) == PRICE
    deleted = [call for call in rehearsal.line.calls if call.startswith("DELETE")]
    assert len(deleted) == 1


def test_the_summary_shows_the_price_broken_down(rehearsal: Rehearsal) -> None:
    async def sale() -> None:
        async with rehearsal.switched_on():
            summary = await rehearsal.shop()
            assert summary.price == Price(PRICE, Money(1999), Money(200))
            assert (summary.design.brand, summary.design.template) == ("iPhone", "Retro Remix")
            assert summary.design.text == "My Custom Text"

    run(sale())


def test_the_case_grows_on_the_screen(rehearsal: Rehearsal) -> None:
    async def sale() -> None:
        async with rehearsal.switched_on():
            session_id = (await rehearsal.screen(Screen.CODE)).session_id
            rehearsal.api.register(session_id)
            rehearsal.api.progress(
                session_id, user_progress="designing", order_data={"brand": "iphone", "template": "film-strip-3"}
            )
            grown = await rehearsal.until(lambda state: bool(state.artwork))
            assert grown.artwork.startswith(b"\x89PNG")
            assert grown.design.template == "Film Strip 3"

    run(sale())


def test_the_queue_follows_the_print(rehearsal: Rehearsal) -> None:
    async def sale() -> None:
        async with rehearsal.switched_on():
            order_id = (await rehearsal.buy()).order_id
            for status in ("printing", "printed", "completed"):
                rehearsal.api.update_order(order_id, status)
                await rehearsal.until(partial(first_is, OrderStatus(status)))

    run(sale())


def test_a_declined_card_leaves_the_sale_open_for_another(rehearsal: Rehearsal) -> None:
    async def sale() -> None:
        async with rehearsal.switched_on() as kiosk:
            await rehearsal.shop()
            await rehearsal.pay(Card.DECLINED)
            await rehearsal.until(lambda state: state.reader is ReaderState.DECLINED)
            await rehearsal.until(lambda state: state.reader is ReaderState.PRESENT_CARD)
            kiosk.present(Card.APPROVED)
            await rehearsal.screen(Screen.CONFIRMED)

    run(sale())
    assert balance(rehearsal, Account.CAPTURED) == PRICE


def test_going_back_from_the_reader_charges_nothing(rehearsal: Rehearsal) -> None:
    async def sale() -> None:
        async with rehearsal.switched_on() as kiosk:
            await rehearsal.shop()
            await rehearsal.choose_card()
            kiosk.touch(Touch.BACK)
            await rehearsal.screen(Screen.CHOOSE_PAYMENT)
            kiosk.present(Card.APPROVED)
            kiosk.touch(Touch.BACK)
            assert (await rehearsal.screen(Screen.SUMMARY)).reader is ReaderState.DISABLED

    run(sale())
    assert balance(rehearsal, Account.PURSE) == Money(0)


def test_a_lost_reply_to_confirm_payment_is_asked_for_again(rehearsal: Rehearsal) -> None:
    async def sale() -> None:
        rehearsal.line.lose_next_reply_of = "/confirm-payment"
        async with rehearsal.switched_on():
            assert (await rehearsal.buy()).queue_number == "Q001"

    run(sale())
    confirmations = [call for call in rehearsal.line.calls if call.endswith("/confirm-payment")]
    assert len(confirmations) == 2
    assert balance(rehearsal, Account.CAPTURED) == PRICE


def test_without_a_backend_the_machine_is_out_of_service_until_it_appears(rehearsal: Rehearsal) -> None:
    async def sale() -> None:
        rehearsal.line.down = True
        async with rehearsal.switched_on():
            assert not (await rehearsal.screen(Screen.OUT_OF_SERVICE)).online
            rehearsal.line.down = False
            assert (await rehearsal.screen(Screen.CODE)).online

    run(sale())


def test_a_line_that_breaks_while_the_shopper_designs_loses_nothing(rehearsal: Rehearsal) -> None:
    async def sale() -> None:
        async with rehearsal.switched_on():
            session_id = (await rehearsal.screen(Screen.CODE)).session_id
            rehearsal.api.register(session_id)
            await rehearsal.screen(Screen.DESIGNING)
            rehearsal.line.down = True
            offline = await rehearsal.until(lambda state: not state.online)
            assert offline.screen is Screen.DESIGNING
            rehearsal.api.summary(session_id)
            rehearsal.line.down = False
            assert (await rehearsal.screen(Screen.SUMMARY)).online

    run(sale())


def test_a_line_that_breaks_while_the_card_is_charged_loses_nothing(rehearsal: Rehearsal) -> None:
    async def sale() -> None:
        async with rehearsal.switched_on():
            await rehearsal.shop()
            await rehearsal.choose_card()
            rehearsal.line.down = True
            rehearsal.kiosk.present(Card.APPROVED)
            await rehearsal.until(lambda state: state.confirming and not state.online)
            rehearsal.line.down = False
            await rehearsal.screen(Screen.CONFIRMED)

    run(sale())
    assert balance(rehearsal, Account.CAPTURED) == PRICE


def test_a_session_that_expires_on_the_screen_says_so(
    rehearsal: Rehearsal, clock: ManualClock, environment: Environment
) -> None:
    async def sale() -> None:
        async with rehearsal.switched_on() as kiosk:
            await rehearsal.shop()
            clock.advance(minutes=31)
            expire_sessions(environment)
            ended = await rehearsal.screen(Screen.ENDED)
            assert ended.end_reason is EndReason.EXPIRED
            kiosk.touch(Touch.START)
            assert (await rehearsal.screen(Screen.CODE)).end_reason is None

    run(sale())


def test_a_code_that_nobody_scanned_gives_way_to_the_attract_screen(
    rehearsal: Rehearsal, clock: ManualClock, environment: Environment
) -> None:
    async def sale() -> None:
        async with rehearsal.switched_on():
            await rehearsal.screen(Screen.CODE)
            clock.advance(minutes=31)
            expire_sessions(environment)
            await rehearsal.screen(Screen.ATTRACT)

    run(sale())


def test_a_payment_that_the_backend_refuses_is_given_back(rehearsal: Rehearsal, clock: ManualClock) -> None:
    async def sale() -> None:
        async with rehearsal.switched_on():
            await rehearsal.shop()
            await rehearsal.choose_card()
            clock.advance(minutes=31)  # the session ends, though nobody has told the machine yet
            rehearsal.kiosk.present(Card.APPROVED)
            assert (await rehearsal.screen(Screen.ENDED)).end_reason is EndReason.NOT_CONFIRMED

    run(sale())
    assert balance(rehearsal, Account.CARD_AUTHORISATION) == Money(0)
    assert balance(rehearsal, Account.PURSE) == Money(0)


def test_a_session_that_the_backend_forgot_ends(
    rehearsal: Rehearsal, start: Callable[[Settings], Flask], settings: Settings, tmp_path: Path
) -> None:
    async def sale() -> None:
        rehearsal.time = OwnTime(10)  # the next poll comes before the screen's patience ends
        async with rehearsal.switched_on():
            await rehearsal.shop()
            rehearsal.line.lead_to(start(replace(settings, database=tmp_path / "another.db")))
            assert (await rehearsal.screen(Screen.ENDED)).end_reason is EndReason.UNKNOWN

    run(sale())


def test_a_session_that_is_lost_while_the_card_is_read_costs_nothing(
    rehearsal: Rehearsal, start: Callable[[Settings], Flask], settings: Settings, tmp_path: Path
) -> None:
    async def sale() -> None:
        rehearsal.time = OwnTime(0.5)  # a poll falls into the time that the card needs
        async with rehearsal.switched_on():
            await rehearsal.shop()
            await rehearsal.choose_card()
            rehearsal.line.lead_to(start(replace(settings, database=tmp_path / "another.db")))
            rehearsal.kiosk.present(Card.APPROVED)
            assert (await rehearsal.screen(Screen.ENDED)).end_reason is EndReason.NOT_CONFIRMED

    run(sale())
    assert balance(rehearsal, Account.PURSE) == Money(0)


def test_a_machine_that_wakes_up_offline_in_a_payment_does_not_say_that_nothing_was_charged(
    rehearsal: Rehearsal,
) -> None:
    async def sale() -> None:
        async with rehearsal.switched_on():
            await rehearsal.shop()
            await rehearsal.choose_card()
            rehearsal.line.down = True
            rehearsal.kiosk.present(Card.APPROVED)
            await rehearsal.until(lambda state: state.confirming)
        async with rehearsal.switched_on():
            offline = await rehearsal.until(lambda state: not state.online)
            assert (offline.screen, offline.confirming) == (Screen.STARTING, True)
            rehearsal.line.down = False
            await rehearsal.screen(Screen.CONFIRMED)

    run(sale())
    assert balance(rehearsal, Account.CAPTURED) == PRICE


def test_nobody_at_the_summary_ends_the_session_after_a_warning(rehearsal: Rehearsal) -> None:
    async def sale() -> None:
        async with rehearsal.switched_on():
            session_id = (await rehearsal.shop()).session_id
            await rehearsal.until(lambda state: state.warning is not None)
            assert (await rehearsal.screen(Screen.ENDED)).end_reason is EndReason.CANCELLED
            await rehearsal.screen(Screen.ATTRACT)
            assert rehearsal.api.status(session_id)["status"] == "cancelled"

    run(sale())


def test_no_payment_starts_in_the_last_three_minutes(rehearsal: Rehearsal, clock: ManualClock) -> None:
    async def sale() -> None:
        async with rehearsal.switched_on():
            await rehearsal.shop()
        clock.advance(minutes=28)
        async with rehearsal.switched_on() as kiosk:
            late = await rehearsal.screen(Screen.SUMMARY)
            assert late.too_late_to_pay
            assert 0 < late.seconds_left <= 120
            kiosk.touch(Touch.PAY)
            await rehearsal.screen(Screen.ENDED)
        assert Screen.CHOOSE_PAYMENT not in rehearsal.screens

    run(sale())


def test_two_machines_with_the_same_id_sell_two_cases(rehearsal: Rehearsal, tmp_path: Path) -> None:
    async def sales() -> None:
        other = Rehearsal(rehearsal.line, rehearsal.api, tmp_path / "other.db")
        async with rehearsal.switched_on(), other.switched_on():
            first, second = await rehearsal.buy(), await other.buy()
            assert first.session_id != second.session_id
            assert [first.queue_number, second.queue_number] == ["Q001", "Q002"]

    run(sales())


def test_a_foreign_server_without_a_lab_is_polled(rehearsal: Rehearsal) -> None:
    async def sale() -> None:
        rehearsal.lab_token = None
        async with rehearsal.switched_on() as kiosk:
            assert (await rehearsal.buy()).queue[0].status is OrderStatus.PENDING
            assert kiosk.state.artwork == b""
        assert not [call for call in rehearsal.line.calls if "/lab/" in call]

    run(sale())
