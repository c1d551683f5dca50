"""Sessions: made, watched, registered, designed in, cancelled, expired."""

import re
import time
from typing import Any

import pytest
from flask import Flask

from backend.background import Background
from backend.services.end_session import expire_sessions
from backend.world.environment import Environment
from tests.api.api_driver import MODEL, ORDER_DATA, Api, ManualClock


def test_session_id_form(api: Api) -> None:
    assert re.fullmatch(r"CN_DEBUG_01_20250804_143022_[0-9A-F]{8}", api.session(machine_id="CN_DEBUG_01"))


def test_location_defaults_to_the_machines(api: Api) -> None:
    session_id = api.pending()
    info = api.get(session_id, "order-info").json or {}
    assert info["machine_info"]["location"] == "Westfield Shopping Centre - Level 2"


def test_an_unknown_machine_is_created(api: Api) -> None:
    api.create(machine_id="MY-MACHINE_7", location="深圳")
    known = (api.client.get("/api/chinese/test-connection").json or {})["available_machine_ids"]
    assert "MY-MACHINE_7" in known


def test_the_live_qr_url(api: Api) -> None:
    answer = api.create(location="深圳").json or {}
    assert answer["qr_url"].endswith(
        f"?qr=true&session_id={answer['session_id']}&machine_id=VM001&location=%E6%B7%B1%E5%9C%B3"
    )


@pytest.mark.parametrize(
    ("asked", "until"),
    [(None, "15:00:22"), (30, "15:00:22"), (1, "14:35:22"), (-5, "14:35:22"), (10**30, "15:30:22")],
)
def test_timeout_is_clamped(api: Api, asked: int | None, until: str) -> None:
    answer = api.create(session_timeout_minutes=asked).json or {}
    assert answer["session_info"]["expires_at"] == f"2025-08-04T{until}Z"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("machine_id", ""),
        ("machine_id", "VM 001"),
        ("machine_id", "M" * 51),
        ("machine_id", 7),
        ("location", "x" * 201),
        ("location", "bell\a"),
        ("session_timeout_minutes", "30"),
        ("session_timeout_minutes", 30.5),
        ("session_timeout_minutes", True),
        ("metadata", []),
        ("metadata", {"text": "x" * 10_240}),
        ("metadata", {"nul": "\0"}),
    ],
)
def test_create_session_refuses_a_field(api: Api, field: str, value: Any) -> None:
    answer = api.create(**{field: value})
    assert answer.status_code == 422
    assert [one["field"].split(".")[0] for one in (answer.json or {})["validation_errors"]] == [field]


def test_register_again_is_fine(api: Api) -> None:
    session_id = api.registered()
    assert api.register(session_id).status_code == 200


def test_register_doesnt_go_backwards(api: Api) -> None:
    session_id = api.registered()
    api.progress(session_id, user_progress="design_complete")
    answer = api.register(session_id).json or {}
    assert answer["session_status"]["user_progress"] == "design_complete"


@pytest.mark.parametrize("changed", [{"machine_id": "VM002"}, {"session_id": "VM001_20250804_143022_OTHER1"}])
def test_register_refuses_another_id(api: Api, changed: dict[str, str]) -> None:
    assert api.register(api.session(), **changed).status_code == 400


@pytest.mark.parametrize(
    ("field", "value"), [("ip_address", "home"), ("user_agent", "x" * 501), ("location", "x" * 201)]
)
def test_register_refuses_a_field(api: Api, field: str, value: str) -> None:
    assert api.register(api.session(), **{field: value}).status_code == 422


def test_register_after_the_summary(api: Api) -> None:
    answer = api.register(api.pending())
    assert answer.status_code == 400
    assert "payment_pending" in (answer.json or {})["detail"]


def test_progress(api: Api) -> None:
    session_id = api.registered()
    answer = api.progress(session_id, user_progress="designing").json
    assert answer == {
        "success": True,
        "message": "Progress recorded",
        "session_status": {
            "status": "designing",
            "user_progress": "designing",
            "expires_at": "2025-08-04T15:00:22Z",
            "last_activity": "2025-08-04T14:30:22Z",
        },
    }


def test_progress_shows_the_design_so_far(api: Api) -> None:
    session_id = api.registered()
    api.progress(session_id, user_progress="designing", order_data={"template": "classic"})
    shown = api.status(session_id)["session_data"]
    assert (shown["template"], shown["model"]) == ("classic", None)


def test_progress_never_goes_backwards(api: Api) -> None:
    session_id = api.registered()
    api.progress(session_id, user_progress="design_complete")
    api.progress(session_id, user_progress="designing")
    assert api.status(session_id)["user_progress"] == "design_complete"


@pytest.mark.parametrize("word", ["started", "qr_scanned", "payment_reached", "asleep", 3, None])
def test_progress_refuses_other_words(api: Api, word: Any) -> None:
    assert api.progress(api.registered(), user_progress=word).status_code == 422


def test_progress_needs_a_user(api: Api) -> None:
    answer = api.progress(api.session(), user_progress="designing")
    assert (answer.status_code, (answer.json or {})["validation_errors"]) == (400, [])


def test_polling_is_no_activity(api: Api, clock: ManualClock) -> None:
    session_id = api.session()
    clock.advance(minutes=2)
    api.validate(session_id)
    assert api.status(session_id)["last_activity"] == "2025-08-04T14:30:22Z"


def test_a_change_is_activity(api: Api, clock: ManualClock) -> None:
    session_id = api.session()
    clock.advance(minutes=2)
    api.register(session_id)
    assert api.status(session_id)["last_activity"] == "2025-08-04T14:32:22Z"


def test_delete_again(api: Api) -> None:
    session_id = api.session()
    assert [api.delete(session_id).status_code for _ in range(2)] == [200, 200]
    assert api.status(session_id)["status"] == "cancelled"


def test_delete_keeps_a_paid_session(api: Api) -> None:
    session_id = api.pending()
    api.confirm(session_id)
    assert (api.delete(session_id).json or {})["success"] is True
    assert api.status(session_id)["status"] == "payment_completed"


def test_delete_of_an_overdue_session_lets_it_expire(api: Api, clock: ManualClock) -> None:
    session_id = api.pending()
    clock.advance(hours=1)
    assert (api.delete(session_id).json or {})["success"] is True
    assert api.status(session_id)["status"] == "expired"
    assert api.stock()["reserved"] == 0


def test_delete_releases_the_blank(api: Api) -> None:
    session_id = api.pending()
    assert api.stock()["reserved"] == 1
    api.delete(session_id)
    assert api.stock()["reserved"] == 0


@pytest.mark.parametrize("call", ["register", "summary", "confirm"])
def test_a_cancelled_session_refuses_changes(api: Api, call: str) -> None:
    session_id = api.pending()
    api.delete(session_id)
    answer = getattr(api, call)(session_id)
    assert answer.status_code == 400
    assert "cancelled" in answer.json["detail"]


@pytest.mark.parametrize("call", ["register", "summary", "confirm"])
def test_an_expired_session_is_gone_for_changes(api: Api, clock: ManualClock, call: str) -> None:
    session_id = api.pending()
    clock.advance(minutes=30)
    assert getattr(api, call)(session_id).status_code == 410


def test_an_expired_session_is_gone_for_progress_and_order_info(api: Api, clock: ManualClock) -> None:
    session_id = api.pending()
    clock.advance(minutes=30)
    assert api.progress(session_id, user_progress="designing").status_code == 410
    assert api.get(session_id, "order-info").status_code == 410


def test_an_expired_session_can_be_looked_at(api: Api, clock: ManualClock) -> None:
    session_id = api.session()
    clock.advance(minutes=30)
    assert api.status(session_id)["status"] == "expired"
    health = (api.validate(session_id).json or {})["session_health"]
    assert (health["is_expired"], health["is_active"], health["status"]) == (True, False, "expired")


def test_a_second_before_its_end_a_session_lives(api: Api, clock: ManualClock) -> None:
    session_id = api.pending()
    clock.advance(minutes=29, seconds=59)
    assert api.confirm(session_id).status_code == 200


def test_a_paid_session_never_expires(api: Api, clock: ManualClock) -> None:
    session_id = api.pending()
    first = api.confirm(session_id).json or {}
    clock.advance(days=1)
    assert (api.confirm(session_id).json or {})["order_id"] == first["order_id"]


def test_expiry_is_written_down_once(api: Api, clock: ManualClock, environment: Environment) -> None:
    api.pending()
    clock.advance(minutes=30)
    assert [expire_sessions(environment) for _ in range(2)] == [1, 0]
    assert api.stock()["reserved"] == 0


def test_expiry_is_no_activity(api: Api, clock: ManualClock, environment: Environment) -> None:
    session_id = api.session()
    clock.advance(minutes=30)
    expire_sessions(environment)
    assert api.status(session_id)["last_activity"] == "2025-08-04T14:30:22Z"


def polled(api: Api, after: str, times: int) -> list[dict[str, Any]]:
    """What long polls tell, the first that tells something or none of them."""
    for _ in range(times):
        events: list[dict[str, Any]] = (api.lab(f"events?after={after}&wait=1").json or {})["events"]
        if events:
            return events
    return []


def test_the_background_expires_sessions(api: Api, app: Flask, clock: ManualClock) -> None:
    api.session()
    after = (api.lab("events").json or {})["next"]
    clock.advance(minutes=30)
    background = Background(app)
    background.start()
    events = polled(api, after, times=3)
    background.stop()
    assert events[0]["data"]["status"] == "expired"


def test_the_background_stops_at_once(app: Flask) -> None:
    background = Background(app)
    background.start()
    began = time.monotonic()
    background.stop()
    assert time.monotonic() - began < 0.45  # the thread looks at the sessions every 0.5 s


def test_the_background_survives_a_failure(api: Api, app: Flask, clock: ManualClock, expected_logs: list[str]) -> None:
    expected_logs.append("sessions could not be expired")
    api.session()
    after = (api.lab("events").json or {})["next"]
    api.lab("journal")  # so that its thread has nothing left to write, and leaves the clock alone
    clock.fail_once = True
    clock.advance(minutes=30)
    background = Background(app)
    background.start()
    clock.has_failed.wait()
    events = polled(api, after, times=6)
    background.stop()
    assert events


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("order_data.model", "iPhone 15 Prow"),
        ("order_data.template", "retro remixed"),
        ("order_data.brand", "nokia"),
        ("order_data.images", "image1.jpg"),
        ("order_data.text", 5),
        ("order_data.colors", "#FFFFFF"),
    ],
)
def test_order_data_refuses_a_field(api: Api, field: str, value: Any) -> None:
    answer = api.summary(api.registered(), order_data=ORDER_DATA | {field.split(".")[1]: value})
    assert answer.status_code == 422
    assert [one["field"] for one in (answer.json or {})["validation_errors"]] == [field]


@pytest.mark.parametrize(
    ("key", "value", "nearest"),
    [("model", "iPhone 15 Prow", "iPhone 15 Pro"), ("template", "retro-remux", "retro-remix")],
)
def test_the_nearest_is_named(api: Api, key: str, value: str, nearest: str) -> None:
    answer = api.summary(api.registered(), order_data=ORDER_DATA | {key: value}).json or {}
    assert answer["validation_errors"][0]["message"].endswith(f"the nearest is {nearest}")


def test_a_model_of_another_brand(api: Api) -> None:
    answer = api.summary(api.registered(), order_data=ORDER_DATA | {"brand": "samsung"})
    assert answer.status_code == 422


@pytest.mark.parametrize("model", ["iphone_15_pro", "IPHONE 15 PRO", MODEL, "CN_IPHONE_006"])
def test_spellings_of_a_model(api: Api, model: str) -> None:
    session_id = api.pending(order_data=ORDER_DATA | {"model": model})
    assert api.status(session_id)["session_data"]["model"] == "iPhone 15 Pro"


def test_the_live_apps_keys(api: Api) -> None:
    live = {
        "phone_model": "Galaxy S24 Ultra",
        "template": {"id": "classic", "name": "Classic"},
        "designImage": "data:image/png;base64,AAAA",
        "color": "#FF0000",
        "inputText": "你好",
        "selectedFont": "Georgia",
        "selectedTextColor": "#00FF00",
    }
    assert api.status(api.pending(order_data=live))["session_data"] == {
        "brand": "samsung",
        "model": "Galaxy S24 Ultra",
        "template": "classic",
        "user_selections": {"images_uploaded": 1, "text_added": "你好", "font": "Georgia"},
    }


def test_a_design_without_model_and_template(api: Api) -> None:
    session_id = api.pending(order_data={})
    info = api.get(session_id, "order-info").json or {}
    assert info["order_summary"]["model"] is info["order_summary"]["template"] is None
    assert api.confirm(session_id).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("payment_amount", 0),
        ("payment_amount", 500.01),
        ("payment_amount", 21.999),
        ("payment_amount", "21.99"),
        ("payment_amount", -1),
        ("currency", "CNY"),
        ("currency", None),
        ("order_data", []),
        ("order_data", {"text": "\ud800"}),
        ("order_data", {"designImage": "x" * 512_000}),
    ],
)
def test_order_summary_refuses_a_field(api: Api, field: str, value: Any) -> None:
    answer = api.summary(api.registered(), **{field: value})
    assert answer.status_code == 422
    assert (answer.json or {})["validation_errors"][0]["field"].startswith(field)


def test_order_summary_needs_a_user(api: Api) -> None:
    answer = api.summary(api.session())
    assert answer.status_code == 400
    assert "register-user" in (answer.json or {})["detail"]


def test_order_summary_of_another_session(api: Api) -> None:
    assert api.summary(api.registered(), session_id=api.session()).status_code == 400


def test_order_summary_again_replaces(api: Api) -> None:
    session_id = api.pending()
    api.summary(session_id, order_data=ORDER_DATA | {"model": "iPhone 14"}, payment_amount=19.99)
    assert api.status(session_id)["payment_amount"] == 19.99
    assert api.stock()["reserved"] == 0
    assert api.stock(model="iphone-iphone-14")["reserved"] == 1


def test_order_info_needs_a_summary(api: Api) -> None:
    assert api.get(api.registered(), "order-info").status_code == 400


def test_a_plain_template_has_no_enhancement(api: Api) -> None:
    session_id = api.pending(order_data=ORDER_DATA | {"template": "classic", "text": ""}, payment_amount=19.99)
    info = api.get(session_id, "order-info").json or {}
    assert info["payment_info"]["breakdown"] == {"base_price": 19.99, "ai_enhancement": None}
    assert info["order_summary"]["features"] == ["High Quality Print"]
