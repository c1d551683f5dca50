"""What a receiver of webhooks gets, signed and repeated as Standard Webhooks says."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import replace
from ipaddress import ip_network

import pytest
from flask import Flask

from backend.settings import Settings
from backend.webhooks.courier import deliver_due
from backend.world.environment import Environment
from tests.api.api_driver import Api, ManualClock
from tests.api.receiver import SECRET, Receiver, receiving
from tests.api.webhook_driver import configure, deliveries, listening

Start = Callable[[Settings], Flask]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.mark.parametrize(
    ("secret", "key"),
    [(SECRET, SECRET.encode()), (f"whsec_{base64.b64encode(b'key').decode()}", b"key"), ("密钥", "密钥".encode())],
)
def test_a_signed_call(api: Api, environment: Environment, receiver: Receiver, secret: str, key: bytes) -> None:
    configure(api, webhook_url=f"{receiver.url}?shop=1", secret=secret)
    api.order()
    deliver_due(environment)
    call = receiver.next()
    assert call.is_signed_with(key)
    assert call.path == "/hook?shop=1"
    assert call.headers["webhook-id"].startswith("msg_")
    assert call.headers["webhook-timestamp"] == "1754317822"
    assert call.headers["content-type"] == "application/json"
    assert call.headers["host"] == f"127.0.0.1:{receiver.server_port}"
    assert call.headers["user-agent"] == "PimpMyCase-Webhooks/2.1.0"


def test_a_name_is_looked_up_when_it_is_called(api: Api, environment: Environment, receiver: Receiver) -> None:
    configure(api, webhook_url=f"http://localhost:{receiver.server_port}/")
    api.order()
    deliver_due(environment)
    assert receiver.next().headers["host"] == f"localhost:{receiver.server_port}"


def test_repeats_until_it_gives_up(
    api: Api, environment: Environment, receiver: Receiver, clock: ManualClock, expected_logs: list[str]
) -> None:
    expected_logs.append("gave up on msg_")
    listening(api, receiver, "payment_completed")
    receiver.will_answer(*[500] * 7)
    api.order()
    for pause in [0, 5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600]:
        clock.advance(seconds=pause - 1)
        assert deliver_due(environment) == 0
        clock.advance(seconds=1)
        assert deliver_due(environment) == 1
    calls = receiver.all()
    assert len({(call.headers["webhook-id"], call.body) for call in calls}) == 1
    assert len({call.headers["webhook-timestamp"] for call in calls}) == 7
    assert all(call.is_signed_with(SECRET.encode()) for call in calls)
    [delivery] = deliveries(api)
    assert (delivery["state"], delivery["next_attempt_at"], len(delivery["attempts"])) == ("failed", None, 7)


def test_a_retry_that_succeeds(api: Api, environment: Environment, receiver: Receiver, clock: ManualClock) -> None:
    listening(api, receiver, "payment_completed")
    receiver.will_answer(503, body="请稍后".encode() + b"!" * 600)
    api.order()
    deliver_due(environment)
    [delivery] = deliveries(api, "?state=pending")
    assert delivery["next_attempt_at"] == "2025-08-04T14:30:27Z"
    clock.advance(seconds=5)
    deliver_due(environment)
    [delivery] = deliveries(api, "?state=delivered")
    for attempt in delivery["attempts"]:
        assert attempt.pop("milliseconds") < 10_000
    assert delivery["attempts"] == [
        {"at": "2025-08-04T14:30:22Z", "status": 503, "error": None, "response": "请稍后" + "!" * 497},
        {"at": "2025-08-04T14:30:27Z", "status": 200, "error": None, "response": "ok"},
    ]


def test_a_failure_does_not_hold_up_what_follows(api: Api, environment: Environment, receiver: Receiver) -> None:
    order_id = api.order()
    listening(api, receiver, "order_status_change")
    receiver.will_answer(500)
    api.update_order(order_id, "printing")
    api.update_order(order_id, "printed")
    assert deliver_due(environment) == 2
    assert [one["state"] for one in deliveries(api)] == ["pending", "delivered"]


def test_a_redirect_is_a_failure(api: Api, environment: Environment, receiver: Receiver) -> None:
    listening(api, receiver, "payment_completed")
    receiver.will_answer(307)
    api.order()
    deliver_due(environment)
    assert [call.path for call in receiver.all()] == ["/hook"]
    [attempt] = deliveries(api)[0]["attempts"]
    assert (attempt["status"], attempt["error"]) == (
        307,
        "Redirects are not followed: configure the url that it leads to",
    )


def test_410_disables(api: Api, environment: Environment, receiver: Receiver, expected_logs: list[str]) -> None:
    expected_logs.append("answered 410")
    listening(api, receiver)
    receiver.will_answer(410)
    order_id = api.order()
    assert deliver_due(environment) == 1
    api.update_order(order_id, "printing")
    assert deliver_due(environment) == 0
    assert {one["state"] for one in deliveries(api)} == {"failed"}
    [webhook] = (api.lab("webhooks").json or {})["webhooks"]
    assert webhook["disabled_at"] == "2025-08-04T14:30:22Z"


def test_configuring_again_enables(
    api: Api, environment: Environment, receiver: Receiver, expected_logs: list[str]
) -> None:
    expected_logs.append("answered 410")
    webhook_id = listening(api, receiver, "payment_completed")
    receiver.will_answer(410)
    api.order()
    deliver_due(environment)
    assert listening(api, receiver, "payment_completed") == webhook_id
    api.order()
    assert deliver_due(environment) == 1
    assert (api.lab("webhooks").json or {})["webhooks"][0]["disabled_at"] is None


def test_nobody_listens(api: Api, environment: Environment) -> None:
    with receiving() as receiver:
        listening(api, receiver, "payment_completed")
    api.order()
    deliver_due(environment)
    [attempt] = deliveries(api)[0]["attempts"]
    assert (attempt["status"], attempt["response"]) == (None, "")
    assert attempt["error"]


def test_a_receiver_that_hangs(api: Api, environment: Environment, receiver: Receiver) -> None:
    listening(api, receiver, "payment_completed")
    receiver.may_answer.clear()
    api.order()
    assert deliver_due(environment, patience=0.2) == 1
    [attempt] = deliveries(api)[0]["attempts"]
    assert (attempt["status"], attempt["error"]) == (None, "No complete answer within 0.2 s")


def test_an_address_that_may_not_be_called_any_more(
    start: Start, settings: Settings, environment: Environment, api: Api
) -> None:
    generous = start(replace(settings, webhook_networks=(ip_network("192.168.1.0/24"),)))
    configure(Api(generous.test_client()), webhook_url="http://192.168.1.20/", events=["payment_completed"])
    api.order()
    deliver_due(environment)
    [attempt] = deliveries(api)[0]["attempts"]
    assert "192.168.1.20 is a private or reserved address" in attempt["error"]
