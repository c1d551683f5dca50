"""POST /lab/clock/advance: time passes, and what falls due on the way is done at its own time."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from backend.advance.advance import advance_clock
from backend.ending import ending
from backend.models.link import IssuedLink
from backend.webhooks.deliveries import claim, due_messages
from backend.world.environment import Environment
from contract.messages.clock import AdvanceClock
from tests.api.api_driver import Api
from tests.api.receiver import Receiver, receiving
from tests.api.webhook_driver import deliveries, listening

DAY = 24 * 3600


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def advance(api: Api, **body: Any) -> dict[str, Any]:
    answer = api.lab("clock/advance", method="POST", json=body)
    assert answer.status_code == 200, answer.json
    return dict(answer.json or {})


def times(answer: dict[str, Any], kind: str) -> list[str]:
    return [one["at"] for one in answer["happened"] if one["kind"] == kind]


def test_an_advance_without_anything_on_the_way(api: Api) -> None:
    assert advance(api, seconds=1.5) == {
        "began": "2025-08-04T14:30:22.000Z",
        "to": "2025-08-04T14:30:23.500Z",
        "is_complete": True,
        "counts": {},
        "happened": [],
        "clock": {
            "mode": "real",
            "rate": 1.0,
            "now": "2025-08-04T14:30:23.500Z",
            "real_time": "2025-08-04T14:30:22.000Z",
        },
    }


def test_a_session_expires_at_its_own_time(api: Api) -> None:
    session_id = api.registered()
    answer = advance(api, seconds=3600)
    assert answer["happened"] == [
        {
            "at": "2025-08-04T15:00:22.000Z",
            "kind": "session_expired",
            "machine_id": "VM001",
            "session_id": session_id,
            "order_id": None,
            "message_id": None,
            "detail": "qr_scanned",
        }
    ]
    assert api.status(session_id)["status"] == "expired"


def test_what_a_session_held_is_free_as_of_then(api: Api) -> None:
    api.pending()
    after = (api.lab("events").json or {})["next"]
    advance(api, seconds=DAY)
    events = (api.lab(f"events?after={after}").json or {})["events"]
    assert [(one["kind"], one["at"]) for one in events] == [
        ("clock_changed", "2025-08-05T14:30:22Z"),
        ("session_changed", "2025-08-04T15:00:22Z"),
        ("stock_changed", "2025-08-04T15:00:22Z"),
    ]
    assert api.stock()["reserved"] == 0


def test_what_time_did_is_no_calls_doing(api: Api) -> None:
    api.session()
    after = (api.lab("events").json or {})["next"]
    advance(api, seconds=3600)
    events = (api.lab(f"events?after={after}").json or {})["events"]
    assert [(one["kind"], one["request_id"] is None) for one in events] == [
        ("clock_changed", False),
        ("session_changed", True),
    ]


def test_an_order_of_its_own(api: Api, receiver: Receiver) -> None:
    listening(api, receiver, "payment_completed")
    receiver.will_answer(500, 503)
    api.lab("clock", method="PUT", json={"mode": "frozen"})
    order_id = api.order()
    api.client.get(f"/api/chinese/order/{order_id}/download-links")
    api.session()
    answer = advance(api, seconds=8 * DAY)
    assert [(one["at"][5:19], one["kind"], one["detail"]) for one in answer["happened"]][:6] == [
        ("08-04T14:30:22", "webhook_attempt_failed", "500"),
        ("08-04T14:30:27", "webhook_attempt_failed", "503"),
        ("08-04T14:35:27", "webhook_delivered", "200"),
        ("08-04T15:00:22", "session_expired", "started"),
        ("08-05T00:00:00", "queue_day_began", "2025-08-05"),
        ("08-06T00:00:00", "queue_day_began", "2025-08-06"),
    ]
    assert times(answer, "link_expired") == ["2025-08-11T14:30:22.000Z"]
    assert answer["counts"] == {
        "webhook_attempt_failed": 2,
        "webhook_delivered": 1,
        "session_expired": 1,
        "queue_day_began": 8,
        "link_expired": 1,
    }


def test_a_webhook_says_both_times(api: Api, receiver: Receiver) -> None:
    """Its signature's is real, since verifying libraries refuse one that is five minutes off."""
    listening(api, receiver, "payment_completed")
    receiver.will_answer(500, 500)
    api.order()
    advance(api, seconds=360)
    calls = receiver.all()
    assert [call.headers["webhook-timestamp"] for call in calls] == ["1754317822"] * 3
    assert [call.headers["lab-time"][11:] for call in calls] == ["14:30:22Z", "14:30:27Z", "14:35:27Z"]


def test_retries_up_to_the_last(api: Api, receiver: Receiver, expected_logs: list[str]) -> None:
    expected_logs.append("gave up on msg_")
    listening(api, receiver, "payment_completed")
    receiver.will_answer(*[500] * 7)
    api.order()
    answer = advance(api, seconds=DAY)
    assert times(answer, "webhook_attempt_failed") == [
        "2025-08-04T14:30:22.000Z",
        "2025-08-04T14:30:27.000Z",
        "2025-08-04T14:35:27.000Z",
        "2025-08-04T15:05:27.000Z",
        "2025-08-04T17:05:27.000Z",
        "2025-08-04T22:05:27.000Z",
    ]
    assert times(answer, "webhook_given_up") == ["2025-08-05T08:05:27.000Z"]


@pytest.mark.parametrize(
    ("until", "to"),
    [
        ("next_event", "2025-08-04T14:30:27.000Z"),
        ("webhook", "2025-08-04T14:30:27.000Z"),
        ("session_expiry", "2025-08-04T15:00:22.000Z"),
        ("queue_day", "2025-08-05T00:00:00.000Z"),
        ("link_expiry", "2025-08-11T14:30:22.000Z"),
    ],
)
def test_until_the_next(api: Api, receiver: Receiver, until: str, to: str) -> None:
    listening(api, receiver, "payment_completed")
    receiver.will_answer(500)
    order_id = api.order()
    api.client.get(f"/api/chinese/order/{order_id}/download-links")
    api.session()
    answer = advance(api, until=until)
    assert (answer["to"], answer["happened"][-1]["at"]) == (to, to)


def test_after_its_expiry_a_link_is_refused(api: Api) -> None:
    links = api.client.get(f"/api/chinese/order/{api.order()}/download-links").json or {}
    advance(api, until="link_expiry")
    assert api.client.get(links["download_links"]["design_file"]).status_code == 403


def test_attempts_of_one_second_are_made_together(api: Api, receiver: Receiver) -> None:
    listening(api, receiver, "payment_completed")
    receiver.will_answer(500, 500, 500)
    api.lab("clock", method="PUT", json={"mode": "frozen"})
    for lapse in (0.4, 0.4, 0.4):
        api.order()
        advance(api, seconds=lapse)
    answer = advance(api, seconds=60)
    assert times(answer, "webhook_delivered") == [
        "2025-08-04T14:30:27.800Z",
        "2025-08-04T14:30:27.800Z",
        "2025-08-04T14:30:27.800Z",
    ]


def test_nothing_ahead(api: Api) -> None:
    answer = api.lab("clock/advance", method="POST", json={"until": "webhook", "seconds": 60})
    assert (answer.status_code, answer.json) == (
        409,
        {
            "type": "about:blank",
            "title": "Conflict",
            "status": 409,
            "detail": "No webhook is ahead within 60 s; the clock was left where it is. "
            "Ahead: queue_day at 2025-08-05T00:00:00Z",
            "code": "NOTHING_AHEAD",
        },
    )
    assert (api.lab("clock").json or {})["now"] == "2025-08-04T14:30:22.000Z"


def test_seconds_are_the_farthest(api: Api) -> None:
    api.session()
    assert api.lab("clock/advance", method="POST", json={"until": "next_event", "seconds": 1799}).status_code == 409
    assert advance(api, until="next_event", seconds=1800)["to"] == "2025-08-04T15:00:22.000Z"


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (
            {},
            "Validation failed: seconds: Send seconds, or until with one of: next_event, session_expiry, webhook, "
            "link_expiry, queue_day",
        ),
        ({"seconds": 0}, "Validation failed: seconds: Time never goes backwards; restore a snapshot to go back"),
        ({"seconds": -5}, "Validation failed: seconds: Time never goes backwards; restore a snapshot to go back"),
        ({"seconds": 4e7}, "Validation failed: seconds: Input should be less than or equal to 31622400"),
        ({"seconds": "60"}, "Validation failed: seconds: Input should be a valid number"),
        (
            {"until": "lunch"},
            "Validation failed: until: Until must be one of: ['next_event', 'session_expiry', "
            "'webhook', 'link_expiry', 'queue_day']",
        ),
    ],
)
def test_where_no_advance_leads(api: Api, body: dict[str, Any], detail: str) -> None:
    answer = api.lab("clock/advance", method="POST", json=body)
    assert (answer.status_code, (answer.json or {})["detail"]) == (422, detail)


def test_one_at_a_time(api: Api, environment: Environment) -> None:
    with environment.clock.held():
        answer = api.lab("clock/advance", method="POST", json={"seconds": 1})
    assert (answer.status_code, (answer.json or {})["code"]) == (409, "ADVANCE_UNDER_WAY")
    assert advance(api, seconds=1)["is_complete"]


def test_what_another_courier_sends_is_waited_for(api: Api, environment: Environment, receiver: Receiver) -> None:
    listening(api, receiver, "payment_completed")
    api.order()
    claim(environment, [due.number for due in due_messages(environment)])
    answer = advance_clock(environment, AdvanceClock(seconds=60), longest=0.3)
    assert (answer.is_complete, answer.to, answer.counts) == (False, answer.began, {})
    assert receiver.all() == []


def test_a_receiver_that_hangs(api: Api, environment: Environment, receiver: Receiver) -> None:
    receiver.may_answer.clear()
    listening(api, receiver, "payment_completed")
    api.order()
    answer = advance_clock(environment, AdvanceClock(seconds=DAY), longest=0.3)
    assert (answer.is_complete, answer.counts) == (False, {"webhook_attempt_failed": 1})
    assert deliveries(api)[0]["attempts"][0]["error"] == "No complete answer within 0.3 s"


@pytest.fixture
def server_ends() -> Iterator[None]:
    ending.set()
    yield
    ending.clear()


@pytest.mark.usefixtures("server_ends")
def test_a_server_that_ends(api: Api, receiver: Receiver) -> None:
    listening(api, receiver, "payment_completed")
    api.order()
    answer = advance(api, seconds=DAY)
    assert (answer["is_complete"], answer["to"], receiver.all()) == (False, answer["began"], [])


def test_at_most_a_thousand_happenings(api: Api, environment: Environment) -> None:
    ends = [environment.now + timedelta(minutes=number) for number in range(1200)]
    with environment.store.writing():
        IssuedLink.insert_many([{"order_id": "O_1", "expires_at": end} for end in ends]).execute()
    answer = advance(api, seconds=1200 * 60)
    assert (answer["counts"]["link_expired"], len(answer["happened"])) == (1200, 1000)
