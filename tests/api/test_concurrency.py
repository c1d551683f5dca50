"""Calls at the same moment from real threads: of every race there is one outcome, and money and stock are right."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from backend.models.order import Order, Payment, PrintJob
from backend.world.environment import Environment
from tests.api.api_driver import Api
from tests.api.books import differences

THREADS = 8
ROUNDS = 3
Call = Callable[[Api], TestResponse]
AtOnce = Callable[..., list[int]]


@pytest.fixture
def at_once(app: Flask) -> AtOnce:
    """Make calls at the same moment, each in a thread of its own; the statuses come in the calls' order."""

    def run(*calls: Call) -> list[int]:
        ready = Barrier(len(calls))

        def make(call: Call) -> int:
            api = Api(app.test_client())
            ready.wait()
            return call(api).status_code

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(make, calls))

    return run


@pytest.fixture(autouse=True)
def books_are_right(environment: Environment) -> Iterator[None]:
    yield
    assert differences(environment) == []


def confirm(session_id: str, transaction_id: str = "TXN") -> Call:
    return lambda api: api.confirm(session_id, transaction_id=transaction_id)


def promise(session_id: str) -> Call:
    return lambda api: api.summary(session_id)


def update(order_id: str, status: str) -> Call:
    return lambda api: api.update_order(order_id, status)


def count(blanks: int, equipment: str = "CN_DEBUG_01") -> Call:
    body = {"phone_models": {"iphone_15_pro": blanks}}
    return lambda api: api.client.post(f"/api/chinese/equipment/{equipment}/stock", json=body)


def leave(api: Api, blanks: int) -> None:
    """A count of both equipments: this many blanks of the model that the tests sell."""
    count(blanks)(api)
    count(0, "PRINTER_001")(api)


def rows(environment: Environment) -> tuple[int, int, int]:
    with environment.store.reading():
        return Order.select().count(), Payment.select().count(), PrintJob.select().count()


def test_one_payment_confirmed_many_times(api: Api, at_once: AtOnce, environment: Environment) -> None:
    session_id = api.pending()
    assert at_once(*[confirm(session_id)] * THREADS) == [200] * THREADS
    assert rows(environment) == (1, 1, 1)
    assert api.stock()["reserved"] == 1


def test_many_payments_for_one_session(api: Api, at_once: AtOnce, environment: Environment) -> None:
    session_id = api.pending()
    answers = at_once(*[confirm(session_id, f"TXN {number}") for number in range(THREADS)])
    assert sorted(answers) == [200] + [400] * (THREADS - 1)
    assert rows(environment) == (1, 1, 1)


def test_one_payment_for_many_sessions(api: Api, at_once: AtOnce, environment: Environment) -> None:
    answers = at_once(*[confirm(api.pending()) for _ in range(THREADS)])
    assert sorted(answers) == [200] + [400] * (THREADS - 1)
    assert rows(environment) == (1, 1, 1)


def test_queue_numbers_are_unique(api: Api, at_once: AtOnce, environment: Environment) -> None:
    at_once(*[confirm(session_id, session_id) for session_id in [api.pending() for _ in range(THREADS)]])
    with environment.store.reading():
        positions = sorted(order.queue_position for order in Order.select())
    assert positions == list(range(1, THREADS + 1))


def test_the_last_blank_is_promised_once(api: Api, at_once: AtOnce) -> None:
    sessions = [api.registered() for _ in range(THREADS)]
    leave(api, 1)
    answers = at_once(*[promise(session_id) for session_id in sessions])
    assert sorted(answers) == [200] + [400] * (THREADS - 1)
    assert api.stock() == {"on_hand": 1, "reserved": 1, "available": 0}


def test_the_last_blank_is_paid_once(api: Api, at_once: AtOnce, environment: Environment) -> None:
    sessions = [api.pending() for _ in range(THREADS)]
    leave(api, 1)
    answers = at_once(*[confirm(one, one) for one in sessions])
    assert sorted(answers) == [200] + [400] * (THREADS - 1)
    assert rows(environment) == (1, 1, 1)


def test_one_start_reported_many_times_takes_one_blank(api: Api, at_once: AtOnce) -> None:
    order_id = api.order()
    assert at_once(*[update(order_id, "printing")] * THREADS) == [200] * THREADS
    assert api.stock()["available"] == 99


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_of_two_last_words_on_an_order_one_counts(api: Api, at_once: AtOnce, attempt: int) -> None:
    order_id = api.order()
    api.update_order(order_id, "printing")
    words = ["completed", "failed"][:: (-1) ** attempt]
    answers = at_once(*[update(order_id, word) for word in words])
    assert sorted(answers) == [200, 400]
    assert api.print_status(order_id)["print_status"] == words[answers.index(200)]


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_a_session_is_either_paid_or_cancelled(
    api: Api, at_once: AtOnce, environment: Environment, attempt: int
) -> None:
    session_id = api.pending()
    at_once(*[confirm(session_id), lambda api: api.delete(session_id)][:: (-1) ** attempt])
    is_paid = api.status(session_id)["status"] == "payment_completed"
    assert rows(environment) == ((1, 1, 1) if is_paid else (0, 0, 0))
    assert api.stock()["reserved"] == int(is_paid)


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_a_count_against_a_promise(api: Api, at_once: AtOnce, attempt: int) -> None:
    session_id = api.registered()
    leave(api, 1)
    in_turn = (-1) ** attempt
    counted, promised = at_once(*[count(0), promise(session_id)][::in_turn])[::in_turn]
    assert counted == 200
    assert api.stock() == {"on_hand": 0, "reserved": int(promised == 200), "available": 0}
    assert api.confirm(session_id).status_code == 400


def test_counts_against_starts_of_prints(api: Api, at_once: AtOnce) -> None:
    orders = [api.order() for _ in range(THREADS)]
    at_once(*[update(order_id, "printing") for order_id in orders], *[count(7)] * THREADS)
    left = api.stock()
    assert 0 <= left["on_hand"] <= 7
    assert left["reserved"] == 0


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_a_command_against_a_claim(api: Api, at_once: AtOnce, attempt: int) -> None:
    """Either the station has the job, or the command has moved it to the other equipment."""
    order_id = api.order()
    body = {"order_id": order_id, "equipment_id": "PRINTER_001"}
    calls: list[Call] = [
        lambda api: api.claim(order_id, equipment="CN_DEBUG_01"),
        lambda api: api.client.post("/api/chinese/send-print-command", json=body),
    ]
    at_once(*calls[:: (-1) ** attempt])
    order = (api.lab("orders").json or {})["orders"][0]
    assert order["equipment_id"] == ("CN_DEBUG_01" if order["claim"] else "PRINTER_001")
