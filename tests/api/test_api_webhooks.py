"""Configuring a webhook, and its three events, as guide 2.1.0 has them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from ipaddress import ip_network
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from backend.settings import Settings
from backend.webhooks.courier import deliver_due
from backend.world.environment import Environment
from tests.api.api_driver import Api, ManualClock
from tests.api.receiver import Receiver, receiving
from tests.api.webhook_driver import EVENTS, PRINTED, configure, deliveries, listening, told

Start = Callable[[Settings], Flask]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def refused(answer: TestResponse) -> dict[str, Any]:
    """The one field that was refused."""
    assert answer.status_code == 422
    [error] = (answer.json or {})["validation_errors"]
    return dict(error)


def test_the_printed_request(api: Api) -> None:
    answer = configure(api).json or {}
    assert answer.pop("webhook_id").startswith("wh_")
    assert answer.pop("debug_info")
    assert answer == {
        "success": True,
        "message": "Webhook configured successfully",
        "webhook_url": "https://your-system.com/webhook/pimpycase",
        "events": EVENTS,
        "created_at": "2025-08-04T14:30:22Z",
    }


def test_the_same_url_replaces(api: Api, clock: ManualClock) -> None:
    first = configure(api).json or {}
    clock.advance(hours=1)
    second = configure(api, events=["print_finished"], secret="another").json or {}
    assert second["message"] == "Webhook replaced successfully"
    assert (second["webhook_id"], second["created_at"]) == (first["webhook_id"], first["created_at"])
    assert second["events"] == ["print_finished"]


def test_an_event_named_twice_counts_once(api: Api) -> None:
    answer = configure(api, events=["print_finished", "payment_completed", "print_finished"]).json or {}
    assert answer["events"] == ["print_finished", "payment_completed"]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9000/hook", "http://localhost:9000", "http://[::1]:9000/", "https://127.0.0.1"]
)
def test_this_computer_is_always_allowed(api: Api, url: str) -> None:
    assert configure(api, webhook_url=url).status_code == 200


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("http://your-system.com/hook", "use a public https address"),
        ("http://8.8.8.8/hook", "8.8.8.8 is called by https only"),
        ("https://192.168.1.20/hook", "--webhook-network"),
        ("https://[::ffff:10.0.0.1]/hook", "private or reserved"),
        ("http://0.0.0.0:9000/", "http://127.0.0.1"),
        ("ftp://your-system.com/hook", "Only https and http"),
        ("your-system.com/hook", "like https://your-system.com"),
        ("https:///hook", "names no host"),
        ("https://[half", "its host is malformed"),
        ("https://your-system.com:port/", "like https://your-system.com"),
    ],
)
def test_a_refused_url_comes_back_with_advice(api: Api, url: str, advice: str) -> None:
    answer = configure(api, webhook_url=url)
    error = refused(answer)
    assert (error["field"], error["received_value"]) == ("webhook_url", url)
    assert advice in error["message"]
    assert "WEBHOOK_URL_REFUSED" in answer.headers["Lab-Hint"]


def test_a_url_with_a_password_is_refused_without_quoting_it(api: Api) -> None:
    answer = configure(api, webhook_url="https://me:hush@your-system.com/")
    assert refused(answer)["received_value"] == "https://***@your-system.com/"
    assert "hush" not in answer.text + str(answer.headers)


def test_allowed_networks(start: Start, settings: Settings) -> None:
    app = start(replace(settings, webhook_networks=(ip_network("192.168.1.0/24"),)))
    answers = [configure(Api(app.test_client()), webhook_url=f"http://192.168.{n}.20/") for n in (1, 2)]
    assert [answer.status_code for answer in answers] == [200, 422]


def test_events_that_there_are_not(api: Api) -> None:
    answer = configure(api, events=["order_status_change", "order_lost"])
    assert refused(answer)["field"] == "events.1"
    assert "FIELD_WORD" in answer.headers["Lab-Hint"]


def test_no_events(api: Api) -> None:
    answer = configure(api, events=[])
    assert refused(answer)["field"] == "events"
    assert "WEBHOOK_EVENTS" in answer.headers["Lab-Hint"]


@pytest.mark.parametrize("secret", ["hush" * 60, 4711, "whsec_hush!", "whsec_", "hush\x07"])
def test_a_refused_secret_is_not_quoted(api: Api, secret: object) -> None:
    answer = configure(api, secret=secret)
    assert refused(answer)["received_value"] == "***"
    assert not any(word in answer.text + str(answer.headers) for word in ("hush", "4711"))


@pytest.mark.parametrize("field", ["webhook_url", "events", "secret"])
def test_every_field_is_required(api: Api, field: str) -> None:
    body = {name: value for name, value in PRINTED.items() if name != field}
    error = refused(api.client.post("/api/chinese/webhook/configure", json=body))
    assert error == {"field": field, "message": "Field is required", "received_value": None}


def test_an_orders_birth(api: Api, environment: Environment, receiver: Receiver) -> None:
    listening(api, receiver)
    session_id = api.pending()
    order_id = (api.confirm(session_id).json or {})["order_id"]
    assert deliver_due(environment) == 2
    assert told(receiver) == [
        {
            "event": "payment_completed",
            "order_id": order_id,
            "payment_id": f"TXN_{session_id}",
            "amount": 2199,
            "currency": "GBP",
            "session_id": session_id,
            "timestamp": "2025-08-04T14:30:22Z",
        },
        {
            "event": "order_status_change",
            "order_id": order_id,
            "old_status": None,
            "new_status": "pending",
            "timestamp": "2025-08-04T14:30:22Z",
            "equipment_id": None,
        },
    ]


def test_a_printed_order(api: Api, environment: Environment, receiver: Receiver) -> None:
    order_id = api.order()
    listening(api, receiver)
    api.update_order(order_id, "printing", equipment_id="CN_DEBUG_01")
    api.update_order(order_id, "printed")
    deliver_due(environment)
    common = {"order_id": order_id, "equipment_id": "CN_DEBUG_01", "timestamp": "2025-08-04T14:30:22Z"}
    change = common | {"event": "order_status_change"}
    assert told(receiver) == [
        change | {"old_status": "pending", "new_status": "printing"},
        change | {"old_status": "printing", "new_status": "printed"},
        common | {"event": "print_finished", "print_status": "printed", "quality_check": "passed"},
    ]


@pytest.mark.parametrize(
    ("statuses", "finished"),
    [
        (["printing", "printed", "completed"], [("printed", "passed")]),
        (["printing", "completed"], [("completed", "passed")]),
        (["printing", "failed"], [("failed", "failed")]),
        (["printing", "printed", "failed"], [("printed", "passed")]),
        (["printing", "cancelled"], []),
        (["failed"], []),
    ],
)
def test_when_a_print_has_finished(
    api: Api, environment: Environment, receiver: Receiver, statuses: list[str], finished: list[tuple[str, str]]
) -> None:
    listening(api, receiver, "print_finished")
    order_id = api.order()
    for status in statuses:
        api.update_order(order_id, status)
    deliver_due(environment)
    assert [(one["print_status"], one["quality_check"]) for one in told(receiver)] == finished


def test_the_same_status_again_is_no_event(api: Api, environment: Environment, receiver: Receiver) -> None:
    order_id = api.order()
    listening(api, receiver)
    api.update_order(order_id, "pending")
    assert (deliver_due(environment), deliveries(api)) == (0, [])


def test_a_repeated_confirmation_is_no_event(api: Api, environment: Environment, receiver: Receiver) -> None:
    listening(api, receiver)
    session_id = api.pending()
    api.confirm(session_id)
    api.confirm(session_id)
    assert deliver_due(environment) == 2


def test_a_refused_change_leaves_no_message(api: Api, receiver: Receiver) -> None:
    order_id = api.order()
    listening(api, receiver)
    assert api.update_order(order_id, "completed").status_code == 400
    assert deliveries(api) == []


def test_everyone_hears_what_they_asked_for(api: Api, environment: Environment, receiver: Receiver) -> None:
    with receiving() as other:
        listening(api, receiver, "payment_completed")
        listening(api, other, "order_status_change")
        api.order()
        deliver_due(environment)
        assert [one["event"] for one in told(receiver)] == ["payment_completed"]
        assert [one["event"] for one in told(other)] == ["order_status_change"]
