"""GET and PUT /lab/clock: real, scaled or frozen, and kept across a restart."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from backend.settings import Settings
from tests.api.api_driver import Api, ManualClock


def set_clock(api: Api, **body: Any) -> dict[str, Any]:
    return dict(api.lab("clock", method="PUT", json=body).json or {})


def now(api: Api) -> str:
    return str((api.lab("clock").json or {})["now"])


def test_at_first_it_is_real(api: Api) -> None:
    assert api.lab("clock").json == {
        "mode": "real",
        "rate": 1.0,
        "now": "2025-08-04T14:30:22.000Z",
        "real_time": "2025-08-04T14:30:22.000Z",
    }


def test_frozen(api: Api, clock: ManualClock) -> None:
    assert set_clock(api, mode="frozen")["mode"] == "frozen"
    clock.advance(hours=1)
    assert api.lab("clock").json == {
        "mode": "frozen",
        "rate": 1.0,
        "now": "2025-08-04T14:30:22.000Z",
        "real_time": "2025-08-04T15:30:22.000Z",
    }


def test_scaled(api: Api, clock: ManualClock) -> None:
    set_clock(api, mode="scaled", rate=60)
    clock.advance(seconds=2.5)
    assert now(api) == "2025-08-04T14:32:52.000Z"


def test_real_again_it_goes_on_from_where_it_is(api: Api, clock: ManualClock) -> None:
    set_clock(api, mode="frozen")
    clock.advance(hours=1)
    set_clock(api, mode="real")
    clock.advance(seconds=1)
    assert now(api) == "2025-08-04T14:30:23.000Z"


def test_sessions_follow_it(api: Api, clock: ManualClock) -> None:
    session_id = api.session()
    set_clock(api, mode="frozen")
    clock.advance(hours=1)
    assert api.status(session_id)["status"] == "active"


def test_it_survives_a_restart(
    api: Api, clock: ManualClock, start: Callable[[Settings], Flask], settings: Settings
) -> None:
    set_clock(api, mode="scaled", rate=10)
    clock.advance(seconds=1)
    again = Api(start(settings).test_client())
    clock.advance(seconds=1)
    assert (now(again), now(again)) == (now(api), "2025-08-04T14:30:42.000Z")


def test_a_change_wakes_who_follows(api: Api) -> None:
    after = (api.lab("events").json or {})["next"]
    set_clock(api, mode="scaled", rate=10)
    answer = api.lab(f"events?after={after}").json or {}
    [event] = answer["events"]
    assert (event["kind"], event["data"]) == ("clock_changed", {"mode": "scaled", "rate": 10.0})
    assert (answer["clock"]["mode"], answer["clock"]["rate"]) == ("scaled", 10.0)


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ({}, "mode: Field is required"),
        ({"mode": "fast"}, "mode: Mode must be one of: ['real', 'scaled', 'frozen']"),
        ({"mode": "scaled"}, "rate: Rate belongs to the mode scaled, which needs it"),
        ({"mode": "real", "rate": 1}, "rate: Rate belongs to the mode scaled, which needs it"),
        ({"mode": "scaled", "rate": 0}, "rate: Input should be greater than or equal to 0.01"),
        ({"mode": "scaled", "rate": 1e9}, "rate: Input should be less than or equal to 1000"),
        ({"mode": "scaled", "rate": "10"}, "rate: Input should be a valid number"),
    ],
)
def test_how_no_clock_goes(api: Api, body: dict[str, Any], detail: str) -> None:
    answer = api.lab("clock", method="PUT", json=body)
    assert (answer.status_code, (answer.json or {})["detail"]) == (422, f"Validation failed: {detail}")
    assert (api.lab("clock").json or {})["mode"] == "real"
