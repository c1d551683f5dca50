"""Who delivers webhooks: several couriers at once, and the thread of a server."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from backend.http.context import environment_of
from backend.settings import Settings
from backend.webhooks.courier import deliver_due
from backend.webhooks.courier_thread import CourierThread
from backend.webhooks.deliveries import claim, due_messages, forget_claims
from backend.world.environment import Environment
from tests.api.api_driver import Api, ManualClock
from tests.api.receiver import PATIENCE, SECRET, Receiver, receiving
from tests.api.webhook_driver import configure, deliveries, listening, told

Start = Callable[[Settings], Flask]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def test_a_message_is_claimed_once(start: Start, settings: Settings, environment: Environment, api: Api) -> None:
    configure(api, events=["payment_completed"])
    api.order()
    [due] = due_messages(environment)
    couriers = [environment, environment_of(start(settings))] * 4
    with ThreadPoolExecutor() as threads:
        parcels = list(threads.map(lambda courier: claim(courier, [due.number]), couriers))
    assert sorted(map(len, parcels)) == [0] * 7 + [1]
    assert due_messages(environment) == []


def test_a_claim_that_died_with_its_courier(environment: Environment, api: Api) -> None:
    configure(api, events=["payment_completed"])
    api.order()
    [due] = due_messages(environment)
    parcels = claim(environment, [due.number])
    forget_claims(environment)
    assert claim(environment, [due.number]) == parcels
    assert len(parcels) == 1


def test_a_parcel_keeps_its_secret(environment: Environment, api: Api) -> None:
    configure(api, events=["payment_completed"])
    api.order()
    [parcel] = claim(environment, [due.number for due in due_messages(environment)])
    assert parcel.secret == SECRET
    assert SECRET not in repr(parcel)


def test_an_order_is_told_in_its_order(api: Api, environment: Environment, receiver: Receiver) -> None:
    orders = [api.order() for _ in range(5)]
    listening(api, receiver, "order_status_change")
    for status in ("printing", "printed", "completed"):
        for order_id in orders:
            api.update_order(order_id, status)
    assert deliver_due(environment) == 15
    calls = told(receiver)
    for order_id in orders:
        assert [one["new_status"] for one in calls if one["order_id"] == order_id] == [
            "printing",
            "printed",
            "completed",
        ]


@pytest.fixture
def thread(environment: Environment) -> Iterator[CourierThread]:
    thread = CourierThread(environment)
    yield thread
    thread.stop()


def test_the_thread_delivers(api: Api, receiver: Receiver, thread: CourierThread) -> None:
    thread.start()
    listening(api, receiver, "payment_completed")
    order_id = api.order()
    assert order_id in receiver.next().body


def wait_for_an_attempt(api: Api, environment: Environment) -> None:
    """Until the delivery log has the answer that a receiver gave."""
    deadline = time.monotonic() + PATIENCE
    while not deliveries(api)[0]["attempts"]:
        assert environment.store.wait_for_commit(environment.store.commits, 1) or time.monotonic() < deadline


def test_the_thread_follows_the_labs_clock(
    api: Api, environment: Environment, receiver: Receiver, clock: ManualClock, thread: CourierThread
) -> None:
    listening(api, receiver, "payment_completed")
    receiver.will_answer(500)
    api.order()
    thread.start()
    first = receiver.next()
    wait_for_an_attempt(api, environment)
    clock.advance(hours=1)
    assert receiver.next().headers["webhook-id"] == first.headers["webhook-id"]


def test_who_hangs_holds_up_nobody_else(api: Api, receiver: Receiver, thread: CourierThread) -> None:
    thread.start()
    with receiving() as hanging:
        hanging.may_answer.clear()
        listening(api, hanging)
        listening(api, receiver)
        order_id = api.order()
        hanging.next()
        api.update_order(order_id, "printing")
        assert [receiver.next().body.count(order_id) for _ in range(3)] == [1, 1, 1]
        began = time.monotonic()
        thread.stop()
        assert time.monotonic() - began < 1


def test_nineteen_that_hang_leave_the_twentieth_its_share(api: Api, receiver: Receiver, thread: CourierThread) -> None:
    with receiving() as hanging:
        hanging.may_answer.clear()
        for number in range(19):
            configure(api, webhook_url=f"{hanging.url}/{number}", events=["payment_completed"])
        healthy = listening(api, receiver, "payment_completed")
        orders = {api.order() for _ in range(10)}
        thread.start()
        told = {receiver.next().json["order_id"] for _ in orders}
        assert told == orders
        tried = [one for one in deliveries(api, "?limit=200") if one["webhook_id"] != healthy and one["attempts"]]
        assert tried == []
        thread.stop()


def test_the_thread_survives_a_failure(
    api: Api, receiver: Receiver, clock: ManualClock, thread: CourierThread, expected_logs: list[str]
) -> None:
    expected_logs.append("webhooks could not be delivered")
    listening(api, receiver, "payment_completed")
    api.order()
    clock.fail_once = True
    thread.start()
    assert receiver.next().headers["webhook-id"].startswith("msg_")
