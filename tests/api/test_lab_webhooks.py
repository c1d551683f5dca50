"""The lab's delivery log: what it shows, sends again and forgets."""

import json
from collections.abc import Iterator

import pytest

from backend.services.environment import Environment
from backend.webhooks.courier import deliver_due
from backend.webhooks.retention import prune
from tests.api.api_driver import Api, ManualClock
from tests.api.receiver import SECRET, Receiver, receiving
from tests.api.webhook_driver import EVENTS, configure, deliveries, listening


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


@pytest.mark.parametrize("query", ["event=order_lost", "state=lost", "limit=many", "limit=-1", "limit="])
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
