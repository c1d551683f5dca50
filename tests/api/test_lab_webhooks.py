"""The lab's delivery log: what it shows, sends again and forgets."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from backend.webhooks.courier import deliver_due
from backend.webhooks.retention import prune
from backend.world.environment import Environment
from contract.messages.base import Answer
from contract.messages.webhooks import OrderStatusChange, PaymentCompleted, PrintFinished
from tests.api.api_driver import Api, ManualClock
from tests.api.receiver import SECRET, Receiver, receiving
from tests.api.webhook_driver import EVENTS, configure, deliveries, listening

MESSAGES = {
    "order_status_change": OrderStatusChange,
    "payment_completed": PaymentCompleted,
    "print_finished": PrintFinished,
}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def test_the_lab_lists_webhooks_without_their_secrets(api: Api) -> None:
    webhook_id = (configure(api).json or {})["webhook_id"]
    answer = api.lab("webhooks")
    assert (answer.json or {})["webhooks"] == [
        {
            "webhook_id": webhook_id,
            "webhook_url": "https://your-system.com/webhook/pimpycase",
            "events": EVENTS,
            "secret": "***",
            "created_at": "2025-08-04T14:30:22Z",
            "disabled_at": None,
        }
    ]


def test_the_secret_is_told_to_nobody(api: Api, environment: Environment, receiver: Receiver) -> None:
    listening(api, receiver)
    api.order()
    deliver_due(environment)
    told_to_anyone = [api.lab(path).text for path in ("webhooks", "webhooks/deliveries", "events", "orders")]
    assert SECRET not in "".join(told_to_anyone) + configure(api, webhook_url=receiver.url).text


def test_a_delivery_that_waits(api: Api) -> None:
    webhook_id = (configure(api, events=["print_finished", "payment_completed"]).json or {})["webhook_id"]
    session_id = api.pending()
    order_id = (api.confirm(session_id).json or {})["order_id"]
    [delivery] = deliveries(api)
    body = json.loads(delivery.pop("body"))
    assert body["payment_id"] == f"TXN_{session_id}"
    assert delivery.pop("message_id").startswith("msg_")
    assert delivery == {
        "webhook_id": webhook_id,
        "webhook_url": "https://your-system.com/webhook/pimpycase",
        "event": "payment_completed",
        "order_id": order_id,
        "state": "pending",
        "created_at": "2025-08-04T14:30:22Z",
        "next_attempt_at": "2025-08-04T14:30:22Z",
        "attempts": [],
    }
    assert len(deliveries(api, "?event=payment_completed")) == 1
    assert deliveries(api, "?event=print_finished") == []
    assert deliveries(api, "?state=delivered") == []
    assert len(deliveries(api, f"?order_id={order_id}")) == 1
    assert deliveries(api, "?order_id=ORDER_0") == []


def test_newest_first_and_not_too_many(api: Api) -> None:
    configure(api, events=["payment_completed"])
    orders = [api.order() for _ in range(3)]
    listed = (api.lab("webhooks/deliveries?limit=2").json or {})["deliveries"]
    assert [one["order_id"] for one in listed] == [orders[2], orders[1]]


@pytest.mark.parametrize(
    "query", ["event=order_lost", "state=lost", "limit=many", "limit=-1", "limit=", "limit=201", "limit=100000"]
)
def test_a_query_that_makes_no_sense(api: Api, query: str) -> None:
    answer = api.lab(f"webhooks/deliveries?{query}")
    assert answer.status_code == 400
    assert answer.get_json(force=True)["code"] == "QUERY_MALFORMED"


def test_replay(api: Api, environment: Environment, receiver: Receiver, clock: ManualClock) -> None:
    listening(api, receiver, "payment_completed")
    api.order()
    deliver_due(environment)
    clock.advance(days=1)
    message_id = deliveries(api)[0]["message_id"]
    answer = api.lab(f"webhooks/deliveries/{message_id}/replay", method="POST")
    assert (answer.status_code, (answer.json or {})["state"]) == (202, "pending")
    deliver_due(environment)
    first, second = receiver.all()
    assert (first.headers["webhook-id"], first.body) == (second.headers["webhook-id"], second.body)
    delivery = api.lab(f"webhooks/deliveries/{message_id}").json or {}
    assert (delivery["state"], len(delivery["attempts"])) == ("delivered", 2)


def replayed(api: Api, **conditions: Any) -> TestResponse:
    return api.lab("webhooks/replay", method="POST", json=conditions)


@pytest.fixture
def delivered(api: Api, environment: Environment, receiver: Receiver) -> list[str]:
    """Two orders, of which the receiver was told; what it got is forgotten."""
    listening(api, receiver, "payment_completed", "order_status_change")
    orders = [api.order() for _ in range(2)]
    deliver_due(environment)
    assert len(receiver.all()) == 4
    return orders


def test_replay_in_bulk(api: Api, environment: Environment, receiver: Receiver, delivered: list[str]) -> None:
    answer = replayed(api, event="payment_completed")
    assert (answer.status_code, answer.json) == (202, {"count": 2})
    assert deliver_due(environment) == 2
    calls = receiver.all()
    assert {json.loads(call.body)["order_id"] for call in calls} == {*delivered}  # sent at once, in no order
    known = {one["message_id"] for one in deliveries(api)}
    assert {call.headers["webhook-id"] for call in calls} <= known
    assert len(known) == 4


def test_conditions_of_a_replay_all_have_to_hold(api: Api, delivered: list[str]) -> None:
    assert replayed(api, order_id=delivered[0], event="payment_completed", state="delivered").json == {"count": 1}
    assert replayed(api, order_id=delivered[0], state="failed").json == {"count": 0}
    assert replayed(api, webhook_id="wh_0").json == {"count": 0}
    assert [one["state"] for one in deliveries(api)].count("pending") == 1


def test_a_misspelled_condition_is_no_condition(api: Api) -> None:
    answer = replayed(api, state="delivered", orders=["ORDER_1"])
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (422, "FIELD_UNKNOWN")


@pytest.mark.parametrize("body", [{}, {"order_id": None}])
def test_a_replay_of_everything_is_no_slip(api: Api, delivered: list[str], body: dict[str, Any]) -> None:
    answer = replayed(api, **body)
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (400, "CONDITION_MISSING")
    assert len(delivered) == 2
    assert {one["state"] for one in deliveries(api)} == {"delivered"}


@pytest.mark.parametrize("body", [{"state": "lost"}, {"event": 5}, {"order_id": 7}])
def test_a_replay_of_what_does_not_exist(api: Api, body: dict[str, Any]) -> None:
    assert replayed(api, **body).status_code == 422


def tried(api: Api, webhook_id: str, event: str) -> TestResponse:
    return api.lab(f"webhooks/{webhook_id}/test", method="POST", json={"event": event})


def test_a_test_event_is_the_printed_one(api: Api, environment: Environment, receiver: Receiver) -> None:
    webhook_id = listening(api, receiver, "print_finished")
    answer = tried(api, webhook_id, "order_status_change")
    assert (answer.status_code, (answer.json or {})["state"]) == (202, "pending")
    deliver_due(environment)
    call = receiver.next()
    assert call.is_signed_with(SECRET.encode())
    assert call.headers["webhook-id"] == (answer.json or {})["message_id"]
    assert json.loads(call.body) == {
        "event": "order_status_change",
        "order_id": "ORDER_a819e123",
        "old_status": "pending",
        "new_status": "printing",
        "timestamp": "2025-08-02T14:42:00Z",
        "equipment_id": "CN_DEBUG_01",
    }


@pytest.mark.parametrize(("event", "message"), MESSAGES.items())
def test_a_test_event_looks_like_a_real_one(api: Api, event: str, message: type[Answer]) -> None:
    webhook_id = (configure(api).json or {})["webhook_id"]
    body = json.loads((tried(api, webhook_id, event).json or {})["body"])
    assert message.model_validate(body).model_dump(mode="json") == body


def test_nobody_else_hears_a_test_event(api: Api, environment: Environment, receiver: Receiver) -> None:
    with receiving() as other:
        listening(api, other)
        tried(api, listening(api, receiver), "payment_completed")
        assert deliver_due(environment) == 1
        assert other.all() == []


def test_a_disabled_endpoint_hears_a_test_event(
    api: Api, environment: Environment, receiver: Receiver, expected_logs: list[str]
) -> None:
    expected_logs.append("answered 410")
    webhook_id = listening(api, receiver)
    receiver.will_answer(410, 200)
    for _ in range(2):
        tried(api, webhook_id, "print_finished")
        deliver_due(environment)
    assert [one["state"] for one in deliveries(api)] == ["failed", "delivered"]


@pytest.mark.parametrize(
    ("webhook_id", "body", "status", "code"),
    [
        ("wh_0", {"event": "print_finished"}, 404, "WEBHOOK_UNKNOWN"),
        ("wh 0", {"event": "print_finished"}, 400, "PATH_ID_MALFORMED"),
        ("wh_0", {"event": "print_begun"}, 422, "FIELD_WORD"),
        ("wh_0", {}, 422, "FIELD_MISSING"),
    ],
)
def test_a_test_that_can_not_be_sent(api: Api, webhook_id: str, body: dict[str, Any], status: int, code: str) -> None:
    answer = api.lab(f"webhooks/{webhook_id}/test", method="POST", json=body)
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (status, code)


def test_twenty_endpoints_and_no_more(api: Api) -> None:
    urls = [f"https://your-system.com/hook/{number}" for number in range(21)]
    answers = [configure(api, webhook_url=url) for url in urls]
    assert [answer.status_code for answer in answers] == [200] * 20 + [400]
    assert "DELETE /lab/webhooks" in (answers[-1].json or {})["detail"]
    assert configure(api, webhook_url=urls[0]).status_code == 200
    api.lab(f"webhooks/{(answers[0].json or {})['webhook_id']}", method="DELETE")
    assert configure(api, webhook_url=urls[20]).status_code == 200


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", "/replay")])
def test_an_unknown_delivery(api: Api, method: str, path: str) -> None:
    answer = api.lab(f"webhooks/deliveries/msg_0{path}", method=method)
    assert answer.status_code == 404
    assert answer.get_json(force=True)["code"] == "DELIVERY_UNKNOWN"


def test_a_removed_webhook_hears_nothing(api: Api, environment: Environment, receiver: Receiver) -> None:
    webhook_id = listening(api, receiver)
    api.order()
    answers = [api.lab(f"webhooks/{webhook_id}", method="DELETE").status_code for _ in range(2)]
    assert answers == [204, 204]
    assert (deliver_due(environment), deliveries(api), api.lab("webhooks").json) == (0, [], {"webhooks": []})


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("DELETE", "/wh_0"),
        ("GET", "/deliveries"),
        ("GET", "/deliveries/msg_0"),
        ("POST", "/deliveries/msg_0/replay"),
        ("POST", "/replay"),
        ("POST", "/wh_0/test"),
    ],
)
def test_the_log_wants_the_labs_token(api: Api, method: str, path: str) -> None:
    assert api.client.open(f"/lab/webhooks{path}", method=method).status_code == 401


def test_a_delivery_is_remembered_for_a_week(
    api: Api, environment: Environment, receiver: Receiver, clock: ManualClock
) -> None:
    listening(api, receiver, "payment_completed")
    api.order()
    deliver_due(environment)
    clock.advance(days=7)
    assert prune(environment) == 0
    clock.advance(seconds=1)
    assert (prune(environment), deliveries(api)) == (1, [])


def test_what_waits_is_never_forgotten(api: Api, environment: Environment, clock: ManualClock) -> None:
    configure(api)
    api.order()
    clock.advance(days=8)
    assert prune(environment, most=0) == 0


def test_only_the_newest_deliveries_are_kept(api: Api, environment: Environment, receiver: Receiver) -> None:
    listening(api, receiver, "payment_completed")
    orders = [api.order() for _ in range(3)]
    deliver_due(environment)
    assert prune(environment, most=2) == 1
    assert [one["order_id"] for one in deliveries(api)] == orders[1:]
